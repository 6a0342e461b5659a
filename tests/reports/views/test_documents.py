"""The page of papers: who sees which, what is counted, what is made at once, and what in the background."""

from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from events.models import AuditEntry, Participation
from reports.documents import building
from reports.documents.builds import State, new_build
from reports.documents.office_papers import Kind, Order
from reports.pdf import Built
from reports.views import documents
from tests import factories as make
from tests.reports.documents.papers import make_people

pytestmark = pytest.mark.django_db
SENT = {"language": "en", "sheet": "a4-86x55", "first": "1", "blank_lines": "2", "occasions": ["2012-10-18"]}


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of one's own, and files that take no time."""
    settings.VAR_DIR = tmp_path
    monkeypatch.setattr(building, "build_pdf", lambda document: Built(b"%PDF-", 1, ()))


def _place(event: Any, page: str = "documents", *more: str) -> str:
    return reverse(f"admin:events_event_{page}", args=[event.pk, *more])


def _page(client: Client, place: str, **sent: Any) -> str:
    answer = client.post(place, SENT | sent) if sent else client.get(place)
    return unescape(answer.content.decode())


def test_each_role_is_offered_its_own_papers(editor: Client, finance: Client, stranger: Client) -> None:
    event = make_people(1)
    for client, offered in ((editor, {"badges", "plates", "all"}), (finance, {"travel"})):
        page = _page(client, _place(event))
        assert {value for value in ("badges", "plates", "all", "travel") if f'value="{value}"' in page} == offered
    assert stranger.get(_place(event)).status_code == 302


def test_finance_gets_no_badges_and_editors_no_amounts(editor: Client, finance: Client) -> None:
    event = make_people(1)
    for client, kind in ((finance, "badges"), (editor, "travel")):
        answer = client.post(_place(event), SENT | {"make": kind})
        assert (answer.status_code, answer["Content-Type"].partition(";")[0]) == (200, "text/html")
    assert not AuditEntry.objects.exists()


def test_papers_are_counted(editor: Client) -> None:
    event = make_people(12)
    event.participations.filter(role="speaker").update(is_listed=True)
    page = _page(editor, _place(event))
    assert "12 badges on 2 sheets" in page
    assert "12 people for the office, 3 in the public edition" in page
    assert "2 badges on 1 sheet" in _page(editor, _place(event), make="count", role="minister")


def test_few_people_get_their_paper_at_once(editor: Client) -> None:
    event = make_people(2)
    answer = editor.post(_place(event), SENT | {"make": "badges"})
    assert (answer.content, answer["Content-Type"]) == (b"%PDF-", "application/pdf")
    assert answer["Content-Disposition"] == 'attachment; filename="forum-badges.pdf"'
    assert "no-store" in answer["Cache-Control"]
    assert AuditEntry.objects.get().detail == "badges"


def test_many_people_or_papers_are_made_in_the_background(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "MOST_AT_ONCE", 1)
    event = make_people(2)
    for kind, name in (("badges", "forum-badges.pdf"), ("all", "forum-papers.zip")):
        answer = editor.post(_place(event), SENT | {"make": kind})
        page = _page(editor, answer["Location"])
        assert "The papers are ready" in page
        file = editor.get(f"{answer['Location']}file/")
        assert file["Content-Disposition"] == f'attachment; filename="{name}"'


def test_selected_people_are_meant_alone(editor: Client) -> None:
    event = make_people(3)
    keys = ",".join(str(row.pk) for row in event.participations.all()[:2])
    assert "2 badges on 1 sheet" in _page(editor, f"{_place(event)}?people={keys}")
    assert "2 badges on 1 sheet" in _page(editor, _place(event), make="count", people=keys)


def test_certificates_of_absent_people_are_refused_in_a_sentence(editor: Client) -> None:
    event = make_people(1, has_attended=False)
    page = _page(editor, _place(event), make="certificates", people=str(event.participations.get().pk))
    assert "Not marked as attended: Ana Silva." in page


@pytest.mark.parametrize(
    ("sent", "place"),
    [
        ({"first": "9"}, "first"),
        ({"first": "0"}, "first"),
        ({"sheet": "a3"}, "sheet"),
        ({"issued_on": "x"}, "issued_on"),
    ],
)
def test_what_cannot_be_is_refused_at_its_place(editor: Client, sent: dict[str, str], place: str) -> None:
    page = _page(editor, _place(make_people(1)), make="badges", **sent)
    assert "<title>Error: documents" in page
    assert f'<a href="#id_{place}">' in page


@pytest.mark.parametrize("people", ["x", "1;2", "9" * 30, ",".join(map(str, range(1001)))])
def test_strange_selections_are_refused(editor: Client, people: str) -> None:
    assert "Nothing was made." in _page(editor, _place(make_people(1)), make="badges", people=people)


def test_running_build_refreshes_stops_and_is_shown_on_a_second_press(editor: Client) -> None:
    event = make_people(2)
    build = new_build(event, Order((Kind.BADGES,)))
    build.say(State.BUILDING, done=1, whole=3, words="Badges, file 2 of 3")
    answer = editor.get(_place(event, "documents_build", build.key))
    assert answer["Refresh"] == "2"
    assert '<progress id="built" max="3" value="1">' in answer.content.decode()
    assert "Refresh" not in editor.get(_place(event, "documents_build", build.key), {"still": ""})
    again = editor.post(_place(event), SENT | {"make": "all"})
    assert again["Location"] == _place(event, "documents_build", build.key)
    editor.post(_place(event, "documents_build", build.key), {"stop": "1"})
    assert (build.folder / "stop").exists()


def test_ended_build_is_removed(editor: Client) -> None:
    event = make_people(1)
    build = new_build(event, Order((Kind.BADGES,)))
    build.say(State.FAILED, words="It failed.")
    assert "It failed." in _page(editor, _place(event, "documents_build", build.key))
    editor.post(_place(event, "documents_build", build.key), {"remove": "1"})
    assert not build.folder.exists()
    assert editor.get(_place(event, "documents_build", build.key)).status_code == 404


def test_build_of_others_is_named_and_not_handed_out(editor: Client, finance: Client) -> None:
    event = make_people(1)
    build = new_build(event, Order((Kind.BADGES,)))
    assert "Papers of others" in _page(finance, _place(event))
    for page in ("documents_build", "documents_file"):
        assert finance.get(_place(event, page, build.key)).status_code == 403


def test_list_of_participations_leads_to_the_papers(editor: Client) -> None:
    event = make_people(2)
    keys = [row.pk for row in event.participations.all()]
    place = reverse("admin:events_participation_changelist")
    answer = editor.post(place, {"action": "print_papers", "_selected_action": keys})
    assert set(answer["Location"].partition("?people=")[2].split(",")) == {str(key) for key in keys}
    keys.append(make.make_participation().pk)
    assert editor.post(place, {"action": "print_papers", "_selected_action": keys})["Location"].endswith(place)
    assert Participation.objects.count() == 3
