"""Tables to take along: for those who may see all of them, and told in the audit log."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from events.models import AuditEntry, Event
from tests import factories as make

pytestmark = pytest.mark.django_db


def _file(client: Client, event: Event, name: str, form: str, method: str = "post") -> object:
    return getattr(client, method)(reverse("admin:events_event_export_file", args=[event.pk, name, form]))


def test_participants_are_taken_along_as_csv(editor: Client) -> None:
    event = make.make_event(slug="forum")
    make.make_participation(event=event, person=make.make_person(family_name="=cmd", given_name="Ana"))
    file = _file(editor, event, "participants", "csv")
    assert file["Content-Disposition"] == 'attachment; filename="forum-participants.csv"'
    assert file.content.startswith(b"\xef\xbb\xbfFamily name,Given name,")
    assert b"\r\n'=cmd,Ana,," in file.content
    entry = AuditEntry.objects.get(action=AuditEntry.Action.EXPORTED)
    assert (entry.item_id, entry.detail) == (event.pk, "participants as CSV")


def test_travel_lines_are_taken_along_as_xlsx_by_those_who_keep_money(finance: Client, editor: Client) -> None:
    event = make.make_event()
    make.make_travel_line(event=event, travel_cost=5)
    assert _file(editor, event, "travel", "xlsx").status_code == 403
    sheet = load_workbook(BytesIO(_file(finance, event, "travel", "xlsx").content)).active
    assert [cell.value for cell in sheet["O"]] == ["Travel cost", 5]


def test_page_offers_what_one_may_take(editor: Client, finance: Client, stranger: Client) -> None:
    address = reverse("admin:events_event_export", args=[make.make_event().pk])
    offered = [[export.name for export, _ in client.get(address).context["exports"]] for client in (editor, finance)]
    assert offered == [["participants"], ["travel"]]
    assert stranger.get(address).status_code == 302


def test_files_are_asked_for_by_a_button_and_known_by_name(editor: Client) -> None:
    event = make.make_event()
    assert _file(editor, event, "participants", "csv", "get").status_code == 405
    assert _file(editor, event, "secrets", "csv").status_code == 404
    assert _file(editor, event, "participants", "exe").status_code == 404
    assert AuditEntry.objects.filter(action=AuditEntry.Action.EXPORTED).count() == 0
