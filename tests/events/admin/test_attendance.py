"""The list at the door and the page behind a badge: found by first letters, marked once, undone, walked in."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.actions.badges import badge_address, badge_code
from events.models import Event, Participation
from tests import factories as make
from tests.pages import tree

pytestmark = pytest.mark.django_db
PEOPLE = (("Opoku-Mensah", "Aida"), ("LEE", "Byungshik"), ("Wójcik", "Katarzyna"), ("Nguyễn", "Thị Hà"))


@pytest.fixture
def event(db: None) -> Event:
    made = make.make_event()
    for family, given in PEOPLE:
        person = make.make_person(family_name=family, given_name=given)
        make.make_participation(event=made, person=person, has_attended=False)
    return made


def _address(event: Event) -> str:
    return reverse("admin:events_event_attendance", args=[event.pk])


def _badge(one: Participation) -> str:
    return badge_address(one).removeprefix("https://portal.example.org")


def _names(answer: Any) -> list[str]:
    return [one.person.family_name for one in answer.context["listed"].page]


def _said(answer: Any) -> list[str]:
    return [str(message).partition(" <form")[0] for message in answer.context["messages"]]


def test_list_shows_everybody_and_how_many_are_there(editor: Client, event: Event) -> None:
    Participation.objects.filter(person__family_name="LEE").update(has_attended=True)
    answer = editor.get(_address(event))
    assert _names(answer) == ["LEE", "Nguyễn", "Opoku-Mensah", "Wójcik"]
    words = " ".join("".join(tree(answer).itertext()).split())
    assert "1 of 4 present" in words


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        ("lee by", ["LEE"]),
        ("by lee", ["LEE"]),
        ("wojcik", ["Wójcik"]),
        ("NGUYEN ha", ["Nguyễn"]),
        ("mensah", []),
        ("opokumen", ["Opoku-Mensah"]),
        ("opoku-mensah", ["Opoku-Mensah"]),
        ("a", ["Opoku-Mensah"]),
        ("  ", ["LEE", "Nguyễn", "Opoku-Mensah", "Wójcik"]),
        ("nobody", []),
        ("\x00", ["LEE", "Nguyễn", "Opoku-Mensah", "Wójcik"]),
        ("%", []),
    ],
)
def test_first_letters_find_whatever_the_accents(sought: str, found: list[str], editor: Client, event: Event) -> None:
    if sought == "%":
        found = ["LEE", "Nguyễn", "Opoku-Mensah", "Wójcik"]  # a sign alone is nothing to look for
    assert _names(editor.get(_address(event), {"q": sought})) == found


def test_organizations_are_found_typed_or_known(editor: Client, event: Event) -> None:
    body = make.make_organization(name="City of Busan", acronym="COB")
    known = make.make_participation(event=event, organization=body, has_attended=False)
    typed = make.make_participation(event=event, has_attended=False)
    make.make_registration(participation=typed, organization="The Blue Circle", state="confirmed")
    for sought, one in (("busan", known), ("cob", known), ("blue", typed)):
        assert _names(editor.get(_address(event), {"q": sought})) == [one.person.family_name]
    assert "The Blue Circle" in editor.get(_address(event)).content.decode()


def test_who_cancelled_is_not_expected(editor: Client, event: Event) -> None:
    Participation.objects.filter(person__family_name="LEE").update(is_registered=False)
    assert "LEE" not in _names(editor.get(_address(event)))


def test_button_marks_and_the_message_undoes_it(editor: Client, event: Event) -> None:
    one = event.participations.get(person__family_name="LEE")
    answer = editor.post(f"{_address(event)}?q=lee", {"present": one.pk}, follow=True)
    assert answer.redirect_chain == [(f"{_address(event)}?q=lee", 302)]
    assert _said(answer) == ["Byungshik LEE is present."]
    one.refresh_from_db()
    assert one.has_attended is True
    button = next(one for one in tree(answer).iter("button") if "".join(one.itertext()) == "Undo")
    assert button.get("name") == "absent"
    undone = editor.post(_address(event), {"absent": button.get("value")}, follow=True)
    one.refresh_from_db()
    assert (_said(undone), one.has_attended) == (["Byungshik LEE is not marked as present now."], False)
    assert [entry.change_message for entry in LogEntry.objects.order_by("pk")] == [
        "Marked as present.",
        "Marked as not present.",
    ]


def test_script_gets_the_words_the_row_and_the_counts(editor: Client, event: Event) -> None:
    one = event.participations.get(person__family_name="LEE")
    answers = [editor.post(_address(event), {"present": one.pk}, headers={"Accept": "application/json"}) for _ in "ab"]
    first, second = (answer.json() for answer in answers)
    assert (first["words"], first["present"], first["listed"]) == ("Byungshik LEE is present.", 1, 4)
    assert second["words"] == "Byungshik LEE was marked as present already."
    assert f'id="attendee-{one.pk}"' in first["row"] and 'name="absent"' in first["row"]
    assert LogEntry.objects.count() == 1


@pytest.mark.parametrize(
    "sent", [{"present": ""}, {"present": "x"}, {"present": "0"}, {"present": "9" * 30}, {"absent": "١"}]
)
def test_nobody_is_marked_whom_no_number_names(sent: dict[str, str], editor: Client, event: Event) -> None:
    assert editor.post(_address(event), sent).status_code == 404


def test_nothing_that_was_pressed_leads_back(editor: Client, event: Event) -> None:
    assert editor.post(_address(event))["Location"] == _address(event)


def test_person_of_another_event_is_out_of_reach(editor: Client, event: Event) -> None:
    other = make.make_participation(has_attended=False)
    assert editor.post(_address(event), {"present": other.pk}).status_code == 404
    assert Participation.objects.get(pk=other.pk).has_attended is False


def test_walk_in_is_added_as_present(editor: Client, event: Event) -> None:
    assert editor.get(_address(event), {"q": "Ana Silva"}).context["walk_in"].initial == {"name": "Ana Silva"}
    sent = {"walk_in": "1", "name": " Ana\u200b Silva ", "organization": "University of Examples"}
    answer = editor.post(_address(event), sent, follow=True)
    assert _said(answer) == ["Ana Silva is on the list now, and present."]
    one = event.participations.get(person__family_name="Silva")
    assert (one.is_registered, one.has_attended, one.organization.name) == (False, True, "University of Examples")


@pytest.mark.parametrize("name", ["", " ", "\u200b", "x" * 201])
def test_walk_in_without_a_name_is_refused(name: str, editor: Client, event: Event) -> None:
    answer = editor.post(_address(event), {"walk_in": "1", "name": name})
    assert (answer.status_code, list(answer.context["walk_in"].errors), event.participations.count()) == (
        200,
        ["name"],
        4,
    )


def test_walk_in_who_is_on_the_list_is_asked_about(editor: Client, event: Event) -> None:
    sent = {"walk_in": "1", "name": "Byungshik Lee"}
    answer = editor.post(_address(event), sent)
    assert "Byungshik LEE is on the list already. Is it the same person?" in answer.content.decode()
    assert (answer.context["twin"].person.family_name, event.participations.count()) == ("LEE", 4)
    editor.post(_address(event), sent | {"walk_in": "another"})
    assert event.participations.count() == 5


def test_author_looks_and_does_not_mark(author: Client, finance: Client, event: Event) -> None:
    one = event.participations.first()
    for client in (author, finance):
        answer = client.get(_address(event))
        assert [b.get("name") for b in tree(answer).iter("button") if b.get("name")] == []
        assert client.post(_address(event), {"present": one.pk}).status_code == 403
        assert client.post(_badge(one)).status_code == 403
    assert event.participations.filter(has_attended=True).count() == 0


def test_long_list_is_paged_with_as_many_queries_as_a_short_one(editor: Client, event: Event) -> None:
    def queries(**asked: str) -> int:
        with CaptureQueriesContext(connection) as found:
            assert editor.get(_address(event), asked).status_code == 200
        return len(found)

    make.make_participation(event=event, has_attended=False)
    before = (queries(), queries(q="p"))
    for _ in range(120):
        make.make_participation(event=event, has_attended=False)
    assert (queries(), queries(q="p")) == before
    assert len(_names(editor.get(_address(event)))) == 50


def test_badge_is_only_looked_at_until_the_button_is_pressed(editor: Client, event: Event) -> None:
    one = event.participations.get(person__family_name="LEE")
    page = editor.get(_badge(one))
    assert "Byungshik LEE" in page.content.decode()
    (button,) = (one for one in tree(page).iter("button") if one.get("autofocus") is not None)
    assert "".join(button.itertext()) == "Mark present"
    assert Participation.objects.get(pk=one.pk).has_attended is False
    done = editor.post(_badge(one), follow=True)
    assert done.redirect_chain == [(f"{_badge(one)}?marked", 302)]
    assert "Byungshik LEE is marked as present" in done.content.decode()
    assert "Byungshik LEE was marked as present already" in editor.get(_badge(one)).content.decode()
    again = editor.post(_badge(one))
    assert again["Location"] == _badge(one)
    editor.post(_badge(one), {"absent": "1"})
    assert Participation.objects.get(pk=one.pk).has_attended is False


def test_badge_of_another_event_says_so(editor: Client, event: Event) -> None:
    other = make.make_participation(event=make.make_event(title="Another forum"), has_attended=False)
    place = reverse("admin:events_event_badge", args=[event.pk, badge_code(other)])
    for answer in (editor.get(place), editor.post(place)):
        assert answer.status_code == 404
        assert "This badge belongs to another event: Another forum." in answer.content.decode()
    assert Participation.objects.get(pk=other.pk).has_attended is False


def test_wrong_code_says_so(editor: Client, event: Event) -> None:
    place = reverse("admin:events_event_badge", args=[event.pk, "b-wrong"])
    answer = editor.get(place)
    assert (answer.status_code, "This code belongs to nobody on the list." in answer.content.decode()) == (404, True)


def test_stranger_signs_in_and_comes_back(stranger: Client, event: Event) -> None:
    place = _badge(event.participations.first())
    answer = stranger.get(place)
    assert (answer.status_code, answer["Location"]) == (302, f"/admin/login/?next={place}")


def test_hand_scanner_types_the_address_into_the_search(editor: Client, event: Event) -> None:
    one = event.participations.first()
    answer = editor.get(_address(event), {"q": badge_address(one)})
    assert (answer.status_code, answer["Location"]) == (302, _badge(one))
    assert editor.get(_address(event), {"q": f"{badge_address(one)}x"}).status_code == 200


@pytest.mark.parametrize("name", ["-", ", ,", "12"])
def test_walk_in_has_a_name_that_can_be_read(editor: Client, event: Event, name: str) -> None:
    before = event.participations.count()
    answer = editor.post(_address(event), {"walk_in": "one", "name": name})
    assert answer.context["walk_in"].errors == {"name": ["Type the name of the person."]}
    assert event.participations.count() == before
