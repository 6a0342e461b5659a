"""Reports in the admin: made public from the list, and refused beside the field."""

from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from reports.models import Report
from tests import factories as make
from tests.pages import complaints, filled

LIST = "admin:reports_report_changelist"


def _page(report: Report) -> str:
    return reverse("admin:reports_report_change", args=[report.pk])


def test_report_is_made_public_and_taken_offline(editor: Client) -> None:
    report = make.make_report(live=False)
    for action, published in (("make_public", [report]), ("take_offline", [])):
        answer = editor.post(reverse(LIST), {"action": action, "_selected_action": [report.pk]})
        assert answer.status_code == 302
        assert list(Report.objects.published()) == published
    assert LogEntry.objects.count() == 2


def test_report_sent_back_as_it_is_changes_nothing_but_its_day(editor: Client) -> None:
    section = make.make_section(introduction="<p>{participants} people</p>")
    before = Report.objects.values().get()
    assert editor.post(_page(section.report), filled(editor.get(_page(section.report)))).status_code == 302
    after = Report.objects.values().get()
    assert {name for name in before if before[name] != after[name]} <= {"last_published_at"}
    section.refresh_from_db()
    assert section.introduction == "<p>{participants} people</p>"


def test_report_with_a_symbol_that_is_taken_is_refused_beside_it(editor: Client) -> None:
    first, second = make.make_report(), make.make_report()
    answer = editor.post(_page(second), filled(editor.get(_page(second)), symbol=first.symbol))
    assert list(complaints(answer)) == ["symbol"]


def test_report_that_ends_before_it_begins_is_refused_beside_the_date(editor: Client) -> None:
    report = make.make_report()
    form = filled(editor.get(_page(report)), expire_at_0="2011-01-01", expire_at_1="00:00:00")
    answer = editor.post(_page(report), form)
    assert complaints(answer) == {"expire_at": ["“Public until” must be later than “public from”."]}
