"""The pages of a run: progress, what it did, what was left out, and its undo; each for those who may import."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from events.actions import running
from events.actions.running import progress_of
from events.models import AuditEntry, Budget, Event, ImportRun, Participation, TravelLine
from tests import factories as make
from tests.pages import filled, tree

pytestmark = pytest.mark.django_db
LIST = "Family name\tGiven name\tCountry\nSilva\tAna\tBrazil\nEk\tBo\tNowhere\n=cmd\tCo\tNowhere\n"
TRAVEL = "No.\tTraveller\tTravel cost\n1\tAna Silva\t1,850.00\n"
State = ImportRun.State


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Any) -> None:
    settings.VAR_DIR = tmp_path


def _words(answer: Any) -> str:
    return " ".join("".join(tree(answer).itertext()).split())


def _address(run: ImportRun, page: str = "import") -> str:
    return reverse(f"admin:events_event_{page}", args=[run.event_id, run.pk])


def _paste(client: Client, event: Event, text: str, kind: str = "participants") -> Any:
    address = reverse(f"admin:events_event_{kind}", args=[event.pk])
    return client.post(address, {**filled(client.get(address)), "text": text, "_check": "1"}, follow=True)


def _done(client: Client, text: str = LIST) -> ImportRun:
    event = make.make_event()
    page = _paste(client, event, text)
    run = ImportRun.objects.get()
    client.post(_address(run), filled(page, _add="1"))
    run.refresh_from_db()
    assert run.state == State.DONE
    return run


def test_large_table_shows_a_bar_that_looks_again_by_itself(editor: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr(running, "start", lambda *words: None)
    rows = [f"Family{n:04}x\tGiven{n % 9}" for n in range(501)]
    page = _paste(editor, make.make_event(), "\n".join(["Family name\tGiven name", *rows]))
    run = ImportRun.objects.get()
    assert (page["Refresh"], "Checking 501 rows" in _words(page)) == ("2", True)
    progress_of(run).tell("Checking", 250, 500)
    with progress_of(run).alone():
        page = editor.get(_address(run))
        bar = next(tree(page).iter("progress"))
        assert (bar.get("value"), bar.get("max"), "Checking: 50 per cent" in _words(page)) == ("50", "100", True)
        still = editor.get(f"{_address(run)}?still=1")
        assert not still.has_header("Refresh")
    assert "nothing was written" in _words(editor.get(_address(run)))  # the process is gone
    monkeypatch.undo()
    page = editor.post(_address(run), {"_check": "1"}, follow=True)
    assert page.context["button"] == "Import 501 people"
    page = editor.post(_address(run), filled(page, _add="1"), follow=True)
    assert Participation.objects.count() == 501


def test_rows_that_were_left_out_come_as_a_file_that_can_be_mended(editor: Client) -> None:
    run = _done(editor)
    page = editor.get(_address(run))
    assert "2 rows left out" in _words(page)
    file = editor.get(_address(run, "import_left"))
    lines = file.content.decode("utf-8-sig").split("\r\n")
    assert file["Content-Type"] == "text/csv; charset=utf-8"
    assert lines[0] == "Family name,Given name,Country,What is wrong"
    assert lines[1].startswith('Ek,Bo,Nowhere,"Country: “Nowhere” is no country that we know.')
    assert lines[2].startswith("'=cmd,Co,Nowhere,")
    mended = file.content.decode("utf-8-sig").replace("Nowhere,", "Kenya,")
    page = _paste(editor, run.event, mended)
    assert (page.context["button"], page.context["check"]["unknown"]) == ("Import 2 people", [])


def test_import_is_undone_after_a_look_at_what_would_happen(editor: Client) -> None:
    run = _done(editor)
    page = editor.get(_address(run, "import_undo"))
    assert "1 participation would be removed." in _words(page)
    assert Participation.objects.count() == 1
    page = editor.post(_address(run, "import_undo"), filled(page), follow=True)
    words = [str(message) for message in page.context["messages"]]
    assert (words, Participation.objects.count()) == (
        ["The import was undone: 1 participation removed, 1 person removed."],
        0,
    )
    assert AuditEntry.objects.filter(action=AuditEntry.Action.UNDONE).count() == 1
    again = editor.post(_address(run, "import_undo"), follow=True)
    assert "cannot be undone" in str(next(iter(again.context["messages"])))


def test_run_of_another_event_is_not_there(editor: Client) -> None:
    run, other = _done(editor), make.make_event()
    assert editor.get(_address(run).replace(f"/{run.event_id}/", f"/{other.pk}/")).status_code == 404


@pytest.mark.parametrize("page", ["import", "import_undo", "import_left"])
def test_pages_of_a_run_are_for_those_who_may_import(
    page: str, editor: Client, author: Client, finance: Client, stranger: Client
) -> None:
    run = _done(editor)
    statuses = [client.get(_address(run, page)).status_code for client in (author, finance, stranger)]
    assert statuses == [403, 403, 302]


def test_travel_lines_are_for_those_who_keep_money(finance: Client, editor: Client) -> None:
    event = make.make_event(currency="USD")
    make.make_person(family_name="Silva", given_name="Ana")
    assert editor.get(reverse("admin:events_event_travel", args=[event.pk])).status_code == 403
    page = _paste(finance, event, TRAVEL, "travel")
    run = ImportRun.objects.get()
    assert (page.context["button"], editor.get(_address(run)).status_code) == ("Import 1 travel line", 403)
    finance.post(_address(run), filled(page, _add="1"))
    assert str(TravelLine.objects.get().travel_cost) == "1850.00"


def test_final_budget_is_told_beside_the_table(finance: Client) -> None:
    event = make.make_event(currency="USD")
    make.make_person(family_name="Silva", given_name="Ana")
    make.make_budget(event=event, stage=Budget.Stage.FINAL)
    page = _paste(finance, event, TRAVEL, "travel")
    assert "The budget of this event is final." in _words(page)


def test_emptied_run_says_that_its_table_is_gone(editor: Client) -> None:
    run = _done(editor)
    ImportRun.objects.update(finished_at=make.LONG_AGO)
    running.tidy()
    page = editor.get(_address(run))
    assert "removed a day after the import" in _words(page)
    assert editor.get(_address(run, "import_left")).status_code == 404
