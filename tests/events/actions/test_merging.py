"""Two people become one, with everything that hung on either, whatever table it is in."""

from datetime import date
from itertools import product
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from events.actions.merging import MergeError, collisions, differences, hanging, merge
from events.figures import participation_figures
from events.models import AuditEntry, Event, Participation, Person, Presentation
from tests import factories as make


@pytest.fixture
def editor_user(db: None) -> User:
    return User.objects.create_user("ed")


def _merge(kept: Person, other: Person, by: User, **choices: str) -> Person:
    return merge(kept=kept, other=other, choices=choices, by=by)


def test_fuller_value_stays_unless_chosen(editor_user: User) -> None:
    body = make.make_organization()
    kept = make.make_person(family_name="Malitkov", given_name="Anna", honorific="Ms.")
    other = make.make_person(family_name="Malitikov", given_name="A.", organization=body, country="KE")
    told = {d.key: (d.kept, d.other, d.usual) for d in differences(kept, other)}
    assert told == {
        "family_name": ("Malitkov", "Malitikov", "other"),
        "given_name": ("Anna", "A.", "kept"),
        "honorific": ("Ms.", "", "kept"),
        "organization": ("", str(body), "other"),
        "country": ("", "Kenya", "other"),
    }
    merged = _merge(kept, other, editor_user, family_name="kept")
    merged.refresh_from_db()
    assert (merged.family_name, merged.given_name, merged.honorific) == ("Malitkov", "Anna", "Ms.")
    assert (merged.organization, merged.country.code) == (body, "KE")


def test_all_that_hangs_on_one_hangs_on_the_other(editor_user: User) -> None:
    kept, other = make.make_person(), make.make_person()
    talk, line = make.make_presentation(speaker=other), make.make_travel_line(person=other)
    row = make.make_participation(person=other)
    assert [(found.label, len(found.rows)) for found in hanging(other)] == [
        ("participations", 1),
        ("presentations", 1),
        ("travel lines", 1),
    ]
    _merge(kept, other, editor_user)
    for moved, name in ((talk, "speaker"), (line, "person"), (row, "person")):
        moved.refresh_from_db()
        assert getattr(moved, name) == kept
    assert set(Presentation.history.values_list("speaker", flat=True)) == {kept.pk}
    assert not Person.objects.filter(pk=other.pk).exists()


def test_every_link_to_a_person_is_moved() -> None:
    """A new table with people must be met by `hanging`, and so by a merge."""
    links = {f"{r.related_model._meta.label}.{r.field.name}" for r in Person._meta.related_objects}
    assert links == {
        "evaluations.Invitation.person",
        "events.Presentation.speaker",
        "events.Participation.person",
        "events.TravelLine.person",
    }


def test_two_participations_in_one_event_become_one(editor_user: User) -> None:
    event, kept, other = make.make_event(), make.make_person(), make.make_person()
    mine = make.make_participation(event=event, person=kept, role="delegate", has_attended=False, country="KE")
    yours = make.make_participation(event=event, person=other, role="minister", has_attended=True)
    collision = collisions(kept, other)[0]
    told = {d.label: (d.kept, d.other, d.usual) for d in collision.differences}
    assert told == {
        "Role": ("Delegate", "Minister or vice-minister", "kept"),
        "Country": ("Kenya", "", "kept"),
        "Attended": ("no", "yes", "other"),
    }
    _merge(kept, other, editor_user, **{f"participation-{yours.pk}-role": "other"})
    row = Participation.objects.get()
    assert (row.pk, row.role, row.has_attended, row.country.code) == (mine.pk, "minister", True, "KE")


@pytest.mark.parametrize("mine", list(product((True, False), repeat=2)))
@pytest.mark.parametrize("yours", list(product((True, False), repeat=2)))
def test_merge_leaves_the_total_as_it_is(mine: tuple[bool, bool], yours: tuple[bool, bool], editor_user: User) -> None:
    event, people = make.make_event(), [make.make_person(), make.make_person()]
    make.make_headcount(event=event, count=10)
    for person, (came, inside) in zip(people, (mine, yours), strict=True):
        make.make_participation(event=event, person=person, has_attended=came, is_in_headcount=inside)
    before = participation_figures(event).total
    _merge(*people, editor_user)
    twice = 1 if mine == yours == (True, False) else 0  # one person was counted as two
    assert participation_figures(Event.objects.get()).total == (before or 0) - twice


def test_merge_is_logged_with_what_was_dropped(editor_user: User) -> None:
    kept = make.make_person(family_name="Malitikov", given_name="Anna")
    other = make.make_person(family_name="Malitkov", given_name="Anna")
    number = other.pk
    _merge(kept, other, editor_user)
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.item_id, entry.actor) == ("merged", kept.pk, editor_user)
    assert entry.detail == (
        f"“Anna Malitkov” (No. {number}) is now “Anna Malitikov” (No. {kept.pk}); dropped: Family name “Malitkov”"
    )


def test_person_is_not_merged_with_herself_or_with_nobody(editor_user: User) -> None:
    kept, other = make.make_person(), make.make_person()
    with pytest.raises(MergeError, match="one person, not two"):
        _merge(kept, kept, editor_user)
    Person.objects.filter(pk=other.pk).delete()
    with pytest.raises(MergeError, match="One of the two is gone"):
        _merge(kept, other, editor_user)


def test_result_that_is_somebody_else_is_refused_and_nothing_is_changed(editor_user: User) -> None:
    kept = make.make_person(family_name="Silva", given_name="Ana")
    other = make.make_person(family_name="Silvan", given_name="Anna", distinction="x")
    make.make_person(family_name="Silvan", given_name="Anna")
    talk = make.make_presentation(speaker=other)
    with pytest.raises(ValidationError, match="recorded already"):
        _merge(kept, other, editor_user, distinction="kept", family_name="other", given_name="other")
    talk.refresh_from_db()
    assert (talk.speaker_id, Person.objects.count(), AuditEntry.objects.count()) == (other.pk, 3, 0)


def test_names_of_a_choice_that_is_none_leave_the_usual(editor_user: User) -> None:
    kept, other = make.make_person(honorific=""), make.make_person(honorific="Ms.")
    choices: dict[str, Any] = {"honorific": "nonsense"}
    assert _merge(kept, other, editor_user, **choices).honorific == ""


def test_person_whose_data_was_erased_is_not_merged(editor_user: User) -> None:
    one, other = make.make_person(), make.make_person(erased_on=date(2026, 5, 1))
    for kept, gone in ((one, other), (other, one)):
        with pytest.raises(MergeError, match="was erased"):
            merge(kept=kept, other=gone, choices={}, by=editor_user)
    assert Person.objects.filter(pk__in=(one.pk, other.pk)).count() == 2
