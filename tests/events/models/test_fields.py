"""Fields clean their value on every way to the database."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError

from events.models import Event, Organization, Outcome, Person
from tests import factories as make

pytestmark = pytest.mark.django_db
DIRTY = '<p onclick="x()">Agreed<script>alert(1)</script> <a href="javascript:x()">here</a></p>'
CLEAN = "<p>Agreed <a>here</a></p>"
NAMES = [
    "عبد الله بن عبد العزيز",
    "이병식",
    "สมชาย ใจดี",
    "Nguyễn Thị Minh Khai",
    "ጥሩነሽ ዲባባ",
    "Şükrü Özyıldız",
    "می‌خواهم",
    "D’Angelo-Núñez",
]


def _by_create(text: str) -> Outcome:
    return make.make_outcome(text=text)


def _by_update(text: str) -> Outcome:
    outcome = make.make_outcome()
    Outcome.objects.filter(pk=outcome.pk).update(text=text)
    return outcome


def _by_bulk_create(text: str) -> Outcome:
    return Outcome.objects.bulk_create([Outcome(event=make.make_event(), text=text)])[0]


def _by_bulk_update(text: str) -> Outcome:
    outcome = make.make_outcome()
    outcome.text = text
    Outcome.objects.bulk_update([outcome], ["text"])
    return outcome


@pytest.mark.parametrize("stored", [_by_create, _by_update, _by_bulk_create, _by_bulk_update])
def test_rich_text_is_cleaned_on_every_way_in(stored: Callable[[str], Outcome]) -> None:
    assert Outcome.objects.get(pk=stored(DIRTY).pk).text == CLEAN


def test_rich_text_is_clean_on_the_instance_that_was_saved() -> None:
    assert make.make_outcome(text=DIRTY).text == CLEAN


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Global\ne-Government\r\nForum", "Global e-Government Forum"),
        ("  Forum\t2012 ", "Forum 2012"),
        ("Forum\u202egpj.exe", "Forumgpj.exe"),
        ("\u2066Forum\u2069", "Forum"),
        ("Fo\u200brum\ufeff", "Forum"),
        ("Forum\x00\x1b[31m", "Forum [31m"),
        ("Forum\u20282012", "Forum 2012"),
        ("Café", "Café"),
    ],
)
def test_line_is_one_line_without_direction_overrides(typed: str, stored: str) -> None:
    event = make.make_event(title=typed)
    assert event.title == stored
    Event.objects.filter(pk=event.pk).update(venue=typed)
    event.refresh_from_db()
    assert (event.title, event.venue) == (stored, stored)


@pytest.mark.parametrize("name", NAMES)
def test_line_keeps_names_of_all_scripts(name: str) -> None:
    person = make.make_person(family_name=name)
    assert make.complaints(person) == {}
    person.refresh_from_db()
    assert person.family_name == name
    assert Person.objects.get(family_name=name) == person


def test_line_of_invisible_characters_is_blank() -> None:
    organization = make.make_organization()
    organization.name = "\u200b \u202e"
    assert make.complaints(organization) == {"name": ["This field cannot be blank."]}


def test_line_is_compared_as_it_is_stored() -> None:
    make.make_organization(name="United Nations")
    other = Organization(name="United\u200b  Nations", kind=Organization.Kind.UNITED_NATIONS)
    assert list(make.complaints(other)) == ["name"]


def test_rich_text_that_is_nested_too_deep_is_refused_beside_the_field() -> None:
    event = make.make_event()
    event.description = "<ul><li>" * 7 + "a" + "</li></ul>" * 7
    with pytest.raises(ValidationError) as caught:
        event.full_clean()
    assert caught.value.message_dict == {"description": ["The text is nested more than 12 levels deep."]}
