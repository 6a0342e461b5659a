"""The admin's own content security policy, and the staff's first page."""

import pytest
from django.contrib import admin
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.models import AuditEntry
from tests import factories as make
from tests.public_pages import POLICY
from unpog_portal.tasks import TASKS

pytestmark = pytest.mark.django_db
ADMIN = (POLICY - {"img-src 'self'"}) | {"script-src 'self'", "connect-src 'self'", "img-src 'self' data:"}


@pytest.mark.parametrize("address", ["/admin/", "/admin/events/event/", "/admin/jsi18n/", "/admin/nowhere/"])
def test_admin_pages_run_their_own_scripts_only(publisher: Client, address: str) -> None:
    policy = set(publisher.get(address)["Content-Security-Policy"].split("; "))
    assert policy in (ADMIN, POLICY)
    assert policy == ADMIN or address == "/admin/nowhere/"


def test_sign_in_leads_to_the_one_door_under_its_own_policy(stranger: Client) -> None:
    assert stranger.get("/admin/login/")["Location"] == "/accounts/login/?next=/admin/"
    response = stranger.get("/admin/", follow=True)
    assert set(response["Content-Security-Policy"].split("; ")) == POLICY | {"script-src 'self'", "connect-src 'self'"}


def test_public_policy_stays_as_it_was(stranger: Client) -> None:
    stranger.get("/accounts/login/")
    assert set(stranger.get("/about/")["Content-Security-Policy"].split("; ")) == POLICY


def _tasks(client: Client) -> dict[str, list[str]]:
    return {
        task["name"]: [model["object_name"] for model in task["models"]]
        for task in client.get("/admin/").context["app_list"]
    }


def test_every_list_is_in_exactly_one_task() -> None:
    listed = [label for task in TASKS for label in task.models]
    assert sorted(listed) == sorted({model._meta.label_lower for model in admin.site._registry})


def test_lists_that_somebody_may_not_see_are_left_out(finance: Client) -> None:
    tasks = _tasks(finance)
    assert tasks["Money"] == [
        "Budget",
        "TravelLine",
        "OtherCost",
        "TerminalLegs",
        "DsaDeduction",
        "DsaRate",
        "TerminalRate",
        "DeductionRule",
        "FundingSource",
    ]
    assert "Operations" not in tasks
    assert "WorkingCopy" not in tasks["Publish"]


def test_tasks_come_in_the_order_of_the_table(publisher: Client) -> None:
    assert list(_tasks(publisher)) == [task.name for task in TASKS]


def test_lists_of_one_app_stay_as_django_gives_them(publisher: Client) -> None:
    (app,) = publisher.get("/admin/auth/").context["app_list"]
    assert (app["app_label"], len(app["models"])) == ("auth", 2)


def test_first_page_of_an_empty_office_says_so(publisher: Client) -> None:
    page = publisher.get("/admin/").content.decode()
    assert "Nothing needs attention." in page
    assert "Nothing has been done yet." in page
    assert "Your latest items" not in page


def test_first_page_counts_and_links(editor: Client) -> None:
    make.make_post(live=False, is_ready=True)
    page = editor.get("/admin/").content.decode()
    assert '<a href="/admin/events/post/?needs=review"><strong>1</strong> <span>notice is ready for review' in page
    assert "Nothing needs attention." not in page


def test_buttons_are_there_for_those_who_may_add(editor: Client, finance: Client) -> None:
    buttons = dict(editor.get("/admin/").context["buttons"])
    assert buttons["New notice"] == "/admin/events/post/add/"
    assert buttons["New event"] == "/admin/events/event/add/"
    assert finance.get("/admin/").context["buttons"] == []


def test_first_page_costs_few_queries_and_the_same_for_many_rows(publisher: Client) -> None:
    user = User.objects.get()
    counts = []
    for _ in range(2):
        for _ in range(3):
            post = make.make_post(live=False, is_ready=True, author=user, changed_at=timezone.now())
            LogEntry.objects.log_actions(user.pk, [post], ADDITION, "", single_object=True)
            AuditEntry.record(AuditEntry.Action.SUBMITTED, by=user, item=post)
            make.make_event(stage="held")
            make.make_travel_line(travel_cost=1)
        with CaptureQueriesContext(connection) as queries:
            assert publisher.get("/admin/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[1] <= 20


def test_stranger_is_sent_to_the_door(stranger: Client) -> None:
    assert stranger.get("/admin/").status_code == 302
