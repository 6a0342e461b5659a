"""The page of a headcount: every refusal stands beside its field."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from events.models import Event, Headcount
from tests import factories as make
from tests.pages import complaints, filled


def _part() -> Headcount:
    group = make.make_headcount(count=217)
    return make.make_headcount(event=group.event, role="minister", count=19, is_subset=True, parent=group)


def _sent(client: Client, headcount: Headcount, **changes: Any) -> Any:
    page = reverse("admin:events_headcount_change", args=[headcount.pk])
    form = filled(client.get(page), **changes)
    return client.post(page, {name: value for name, value in form.items() if value is not None})


@pytest.mark.parametrize(
    ("changes", "beside", "message"),
    [
        ({"count": 218}, "count", "A part cannot be larger than the group it is inside."),
        ({"is_subset": None}, "is_subset", "What is inside a group is a subset of it."),
        ({"count": -1}, "count", "Ensure this value is greater than or equal to 0."),
        ({"count": ""}, "count", "This field is required."),
    ],
)
def test_part_is_refused_beside_its_field(changes: dict[str, Any], beside: str, message: str, editor: Client) -> None:
    part = _part()
    assert complaints(_sent(editor, part, **changes)) == {beside: [message]}
    assert Headcount.objects.get(pk=part.pk).count == 19


def test_group_smaller_than_its_part_is_refused_beside_the_number(editor: Client) -> None:
    group = _part().parent
    message = "A part of this group counts 19 already."
    assert complaints(_sent(editor, group, count=18)) == {"count": [message]}


def test_group_that_grows_takes_its_parts_along(editor: Client) -> None:
    part = _part()
    assert _sent(editor, part.parent, count=230).status_code == 302
    part.refresh_from_db()
    assert part.of_count == 230


def test_group_that_is_counted_already_is_refused(editor: Client) -> None:
    group = make.make_headcount(sector="media")
    other = make.make_headcount(event=group.event)
    assert complaints(_sent(editor, other, sector="media")) == {"": ["This group is counted already."]}


def test_participant_on_the_list_already_is_refused_beside_the_name(editor: Client) -> None:
    first = make.make_participation()
    second = make.make_participation(event=first.event)
    page = reverse("admin:events_participation_change", args=[second.pk])
    answer = editor.post(page, filled(editor.get(page), person=first.person_id))
    assert complaints(answer) == {"person": ["This person is on the list already."]}


def _rows(event: Any, client: Client, **counts: int) -> Any:
    page = reverse("admin:events_event_change", args=[event.pk])
    return client.post(page, filled(client.get(page), **{f"headcounts-{row}-count": n for row, n in counts.items()}))


def _divided() -> Any:
    part = _part()
    make.make_headcount(event=part.event, role="speaker", count=100, is_subset=True, parent=part.parent)
    return part.event


def test_parts_that_are_more_than_their_group_are_refused_beside_the_last(editor: Client) -> None:
    answer = _rows(_divided(), editor, **{"1": 118})
    message = "The parts by role add up to 218. The group counts 217."
    assert complaints(answer) == {"headcounts-2-count": [message]}


def test_numbers_move_between_parts_in_one_go(publisher: Client) -> None:
    event = _divided()
    Event.objects.update(live=False)
    assert _rows(event, publisher, **{"1": 200, "2": 17}).status_code == 302
    assert list(Headcount.objects.filter(event=event).values_list("count", flat=True)) == [217, 200, 17]


def test_part_that_is_removed_makes_room_for_another(publisher: Client) -> None:
    event = _divided()
    Event.objects.update(live=False)
    page = reverse("admin:events_event_change", args=[event.pk])
    typed = {"headcounts-1-DELETE": "on", "headcounts-2-count": 217}
    assert publisher.post(page, filled(publisher.get(page), **typed)).status_code == 302
    assert list(Headcount.objects.filter(event=event).values_list("count", flat=True)) == [217, 217]
