"""The admin in Chromium: its policy blocks nothing that it needs, and what staff change shows at once."""

import pytest
from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-desk")]

EVENT = "global-e-government-forum-2012"
STATES = (
    "/admin/",
    "/admin/events/event/",
    "/admin/events/event/add/",
    "/admin/events/travelline/add/",
    "/admin/events/headcount/",
    "/admin/events/post/add/",
    "/admin/evaluations/survey/",
    "/admin/evaluations/question/",
    "/admin/reports/report/",
    "/admin/auth/user/add/",
    "/admin/password_change/",
)


def test_admin_pages_break_no_rule_of_their_policy(desk: Page, portal: str) -> None:
    for path in STATES:
        answer = desk.goto(portal + path)
        assert answer and answer.status == 200


def test_people_are_found_while_typing(desk: Page, portal: str) -> None:
    desk.goto(f"{portal}/admin/events/travelline/add/")
    desk.click("[aria-labelledby=select2-id_person-container]")
    desk.fill(".select2-search__field", "opoku")
    desk.locator(".select2-results__option", has_text="Opoku-Mensah").wait_for()
    assert desk.locator(".select2-results__option").all_inner_texts() == ["Aida Opoku-Mensah (UNECA)"]


def test_changed_headcount_shows_on_the_page_at_once(desk: Page, portal: str) -> None:
    desk.goto(f"{portal}/admin/events/headcount/?q=academia")
    desk.click("#result_list tbody tr:first-child th a")
    desk.fill("#id_count", "106")
    desk.click("[name=_save]")
    desk.goto(f"{portal}/events/{EVENT}/")
    assert desk.inner_text(".figures dd >> nth=0") == "767"
    desk.goto(f"{portal}/admin/events/headcount/?q=academia")
    desk.click("#result_list tbody tr:first-child th a")
    desk.fill("#id_count", "105")
    desk.click("[name=_save]")
    desk.goto(f"{portal}/events/{EVENT}/")
    assert desk.inner_text(".figures dd >> nth=0") == "766"
