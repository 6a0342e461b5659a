"""Reports in the admin: made public from the list, and refused beside the field."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from events.models import AuditEntry, Budget, WorkingCopy
from reports.models import Report
from tests import factories as make
from tests.pages import complaints, filled
from tests.reports.facts import make_forum

LIST = "admin:reports_report_changelist"


def _page(report: Report) -> str:
    return reverse("admin:reports_report_change", args=[report.pk])


def test_report_is_published_from_the_list(editor: Client) -> None:
    report = make.make_report(live=False)
    answer = editor.post(reverse(LIST), {"action": "publish_selected", "_selected_action": [report.pk]})
    assert answer.status_code == 302
    assert list(Report.objects.published()) == [report]
    assert [entry.change_message for entry in LogEntry.objects.all()] == ["Published."]


@pytest.mark.parametrize("button", ["list", "form"])
def test_report_that_is_published_closes_the_budget_of_its_event(button: str, editor: Client) -> None:
    report = make.make_report(live=False, summary="<p>It went well.</p>")
    make.make_travel_line(event=report.event, travel_cost=5400)
    if button == "list":
        editor.post(reverse(LIST), {"action": "publish_selected", "_selected_action": [report.pk]})
    else:
        editor.post(_page(report), filled(editor.get(_page(report))) | {"_publish": "1"})
    assert Budget.objects.get(event=report.event).is_final
    assert AuditEntry.objects.get(action="closed_budget").actor_name == "editor"


def test_report_sent_back_as_it_is_changes_nothing_but_its_revision(editor: Client) -> None:
    section = make.make_section(introduction="<p>{participants} people</p>")
    before = Report.objects.values().get()
    assert editor.post(_page(section.report), filled(editor.get(_page(section.report)))).status_code == 302
    after = Report.objects.values().get()
    assert {name for name in before if before[name] != after[name]} <= {"changed_at", "changed_by_id", "revision"}
    assert not WorkingCopy.objects.exists()
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


@pytest.mark.pdf
def test_internal_edition_that_leaves_the_house_is_logged(publisher: Client, settings: Any, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path
    report = make.make_report(event=make_forum(), summary="<p>It went well.</p>")
    for edition in ("public", "internal"):
        assert publisher.get(reverse("admin:reports_report_pdf", args=[report.pk, edition])).status_code == 200
    entries = AuditEntry.objects.values_list("actor_name", "action", "item_name", "detail")
    assert [*entries] == [("publisher", "exported", str(report), "internal edition")]
