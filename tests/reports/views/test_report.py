"""The public reports: list, page, PDF and cover; for everybody once published, for nobody before."""

from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from reports.documents.final_report import fingerprint, internal_or_public
from reports.models import Report
from tests import factories as make
from tests.public_pages import HIDDEN, assert_public_page, hidden, text, words
from tests.reports.facts import count_forum, make_forum, make_travel

DOORS = ("/reports/forum/", "/reports/forum.pdf", "/reports/forum/cover.svg")


@pytest.fixture(params=["publisher", "editor", "stranger"])
def anybody(request: pytest.FixtureRequest) -> Client:
    """Each of the three people in turn."""
    return request.getfixturevalue(request.param)


def _report(**fields: Any) -> Report:
    event = fields.pop("event", None) or make_forum()
    return make.make_report(event=event, **({"slug": "forum", "summary": "<p>It went well.</p>"} | fields))


def _keep(settings: Any, folder: Path, report: Report) -> str:
    """Puts a kept file in place, so that no PDF has to be built; returns the name of its content."""
    settings.VAR_DIR = folder
    content = fingerprint(internal_or_public(report, is_internal=False)[1])
    (folder / "reports").mkdir()
    (folder / "reports" / f"{report.pk}-public-{content}.pdf").write_bytes(b"%PDF-kept")
    return content


@pytest.mark.parametrize("door", ["/reports/", *DOORS])
def test_published_report_is_open_to_all(door: str, anybody: Client, settings: Any, tmp_path: Path) -> None:
    _keep(settings, tmp_path, _report())
    assert anybody.get(door).status_code == 200


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("state", HIDDEN)
def test_hidden_report_is_not_found(state: str, door: str, anybody: Client) -> None:
    _report(**hidden(state))
    assert anybody.get(door).status_code == 404


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("state", HIDDEN)
def test_report_of_a_hidden_event_is_not_found(state: str, door: str, anybody: Client) -> None:
    _report(event=make_forum(**hidden(state)))
    assert anybody.get(door).status_code == 404


@pytest.mark.parametrize("door", DOORS)
def test_report_that_does_not_exist_is_not_found(door: str, stranger: Client) -> None:
    _report(slug="other")
    assert stranger.get(door).status_code == 404


@pytest.mark.parametrize("door", DOORS)
def test_report_in_another_language_is_not_the_english_one(door: str, stranger: Client) -> None:
    _report(language="fr")
    assert stranger.get(door).status_code == 404


def test_list_shows_only_what_the_public_may_see(anybody: Client) -> None:
    shown = _report(title="Report on the Forum")
    for state in HIDDEN:
        make.make_report(title=f"{state} canary", **hidden(state))
        make.make_report(title=f"{state} event canary", event=make.make_event(**hidden(state)))
    answer = anybody.get("/reports/")
    assert list(answer.context["reports"]) == [shown]
    assert "canary" not in text(answer)


def test_list_has_the_reports_of_the_latest_events_first(stranger: Client) -> None:
    reports = [
        make.make_report(event=make.make_event(starts_on=day, ends_on=day)) for day in ("2012-01-01", "2014-01-01")
    ]
    assert list(stranger.get("/reports/").context["reports"]) == reports[::-1]


@pytest.mark.parametrize("reports", [1, 3])
def test_list_takes_one_query(reports: int, stranger: Client) -> None:
    for _ in range(reports):
        make.make_report()
    with CaptureQueriesContext(connection) as queries:
        assert_public_page(stranger.get("/reports/"))
    assert len(queries) == 1


def test_list_without_reports_says_where_to_look(stranger: Client) -> None:
    answer = stranger.get("/reports/")
    assert_public_page(answer)
    assert "No report has been published yet." in words(answer)


def test_page_is_the_html_edition(stranger: Client) -> None:
    report = _report(title="Report on the Forum")
    count_forum(report.event)
    make_travel(report.event)
    answer = stranger.get("/reports/forum/")
    assert_public_page(answer)
    assert [section.kind for section in answer.context["sections"]] == ["facts", "summary", "participants", "budget"]
    assert "Seven hundred and sixty-six people took part from 50 countries." in words(answer)
    assert [name for name in ("Qian", "Malitikov") if name in words(answer)] == []


def test_page_names_travellers_once_the_switch_is_on(stranger: Client) -> None:
    report = _report(names_travellers=True)
    make_travel(report.event)
    read = words(stranger.get("/reports/forum/"))
    assert (
        "Haiyan Qian 4 days × 409; 2 legs New York × 63 and 2 legs elsewhere × 38 DPADM 5,800 1,636 202 7,638" in read
    )


def test_page_writes_typed_text_as_text(stranger: Client) -> None:
    _report(title="<b>T</b>", symbol="<i>S</i>")
    page = text(stranger.get("/reports/forum/"))
    assert ("<b>T</b>" in page, "<i>S</i>" in page) == (False, False)


@pytest.mark.parametrize("door", ["/reports/forum/", "/reports/forum.pdf"])
def test_report_without_content_says_so(door: str, stranger: Client) -> None:
    _report(summary="")
    answer = stranger.get(door)
    assert_public_page(answer, status=404)
    assert "This report has no content yet" in words(answer)


def test_pdf_is_the_kept_file(stranger: Client, settings: Any, tmp_path: Path) -> None:
    content = _keep(settings, tmp_path, _report())
    answer = stranger.get("/reports/forum.pdf")
    assert text(answer) == "%PDF-kept"
    headers = {name: answer[name] for name in ("Content-Type", "ETag", "Cache-Control", "Content-Disposition")}
    assert headers == {
        "Content-Type": "application/pdf",
        "ETag": f'"{content}"',
        "Cache-Control": "no-cache",
        "Content-Disposition": 'inline; filename="forum.pdf"',
    }


@pytest.mark.parametrize("sent", ['"{}"', 'W/"{}"', '"other", "{}"'])
def test_pdf_is_not_sent_again_to_a_reader_who_has_it(
    sent: str, stranger: Client, settings: Any, tmp_path: Path
) -> None:
    content = _keep(settings, tmp_path, _report())
    answer = stranger.get("/reports/forum.pdf", headers={"If-None-Match": sent.format(content)})
    assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", f'"{content}"')


def test_pdf_is_sent_to_a_reader_who_has_an_older_one(stranger: Client, settings: Any, tmp_path: Path) -> None:
    _keep(settings, tmp_path, _report())
    answer = stranger.get("/reports/forum.pdf", headers={"If-None-Match": '"older"'})
    assert (answer.status_code, text(answer)) == (200, "%PDF-kept")


@pytest.mark.parametrize("door", DOORS)
def test_report_sets_no_cookie(door: str, stranger: Client, settings: Any, tmp_path: Path) -> None:
    _keep(settings, tmp_path, _report())
    assert dict(stranger.get(door).cookies) == {}


def test_pdf_on_a_full_disk_is_not_available_and_the_page_is(stranger: Client, settings: Any, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path
    (tmp_path / "reports").write_text("no folder")
    _report()
    answer = stranger.get("/reports/forum.pdf")
    assert_public_page(answer, status=503)
    assert "The PDF cannot be built at the moment" in words(answer)
    assert stranger.get("/reports/forum/").status_code == 200


@pytest.mark.pdf
def test_pdf_that_cannot_be_built_is_not_available(stranger: Client, settings: Any, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path
    settings.PDF_LIMITS = settings.PDF_LIMITS | {"wall_seconds": 0}
    _report()
    assert_public_page(stranger.get("/reports/forum.pdf"), status=503)


def test_cover_draws_the_figures_of_the_day(stranger: Client) -> None:
    report = _report()
    count_forum(report.event)
    answer = stranger.get("/reports/forum/cover.svg")
    picture = ElementTree.fromstring(answer.content)  # noqa: S314 - the portal's own picture
    assert answer["Content-Type"] == "image/svg+xml"
    ring = picture.find(".//{*}svg/{*}svg")
    assert ring is not None
    fills = [circle.get("fill") for circle in ring.iter("{http://www.w3.org/2000/svg}circle")]
    assert fills.count("#FFC72C") == 19
    assert ring.find("{*}path").get("d").count("M") == 50


@pytest.mark.parametrize("title", ["Forum", "2012 Global e-Government Forum", "A" * 60, "<b>&amp; é 中文</b>"])
def test_cover_bears_the_title_whatever_its_length(title: str, stranger: Client) -> None:
    _report(event=make_forum(title=title))
    picture = ElementTree.fromstring(stranger.get("/reports/forum/cover.svg").content)  # noqa: S314 - our own
    lines = [
        line.text or "" for line in picture.iter("{http://www.w3.org/2000/svg}text") if line.get("font-size") == "15"
    ]
    assert "".join(lines).replace(" ", "") == title.replace(" ", "")
    assert len(lines) <= 4
