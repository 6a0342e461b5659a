"""Hostile markup through every way into the database: nothing active is left of any piece."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from events.actions.changes import apply, difference, snapshot
from events.models import Event, Outcome
from events.text import clean_html
from tests import factories as make
from tests.data.payloads import HOST, PAYLOADS, RUN
from tests.pages import complaints, filled
from tests.sanitized import strangers

# A thousand of them, from every family, for the ways in that take their time.
SPREAD = tuple(PAYLOADS[number * len(PAYLOADS) // 1_001] for number in range(1_001))
CLEAN = tuple(clean_html(payload) for payload in PAYLOADS)


def test_there_are_more_than_a_thousand_payloads_that_the_judge_would_name() -> None:
    assert len(SPREAD) > 1_000
    assert sum(bool(strangers(payload)) for payload in SPREAD) > 0.9 * len(SPREAD)


def test_nothing_active_is_left_of_any_payload() -> None:
    left = {payload: found for payload, kept in zip(PAYLOADS, CLEAN, strict=True) if (found := strangers(kept))}
    assert left == {}


def test_no_payload_leaves_an_address_of_its_own() -> None:
    addresses = {address for kept in CLEAN for address in re.findall('href="([^"]*)"', kept)}
    assert [address for address in addresses if HOST in address or RUN in address] == []


def test_no_payload_leaves_a_character_that_a_database_refuses() -> None:
    assert [kept for kept in CLEAN if "\x00" in kept] == []


def test_payloads_are_settled_after_once() -> None:
    assert [payload for payload, kept in zip(PAYLOADS, CLEAN, strict=True) if clean_html(kept) != kept] == []


def _rows(event: Event, texts: tuple[str, ...]) -> list[Outcome]:
    return [Outcome(event=event, position=place, text=text) for place, text in enumerate(texts, 1)]


def _by_save(event: Event, folder: Path) -> None:
    for row in _rows(event, SPREAD):
        row.save()


def _by_bulk_create(event: Event, folder: Path) -> None:
    Outcome.objects.bulk_create(_rows(event, SPREAD))


def _by_update(event: Event, folder: Path) -> None:
    for row in Outcome.objects.bulk_create(_rows(event, ("<p>a</p>",) * len(SPREAD))):
        Outcome.objects.filter(pk=row.pk).update(text=SPREAD[row.position - 1])


def _by_bulk_update(event: Event, folder: Path) -> None:
    rows = Outcome.objects.bulk_create(_rows(event, ("<p>a</p>",) * len(SPREAD)))
    for row, payload in zip(rows, SPREAD, strict=True):
        row.text = payload
    Outcome.objects.bulk_update(rows, ["text"], batch_size=200)


def _by_fixture(event: Event, folder: Path) -> None:
    rows = [
        {"model": "events.outcome", "pk": place, "fields": {"event": event.pk, "position": place, "text": text}}
        for place, text in enumerate(SPREAD, 1)
    ]
    (folder / "payloads.json").write_text(json.dumps(rows))
    call_command("loaddata", folder / "payloads.json", verbosity=0)


def _by_working_copy(event: Event, folder: Path) -> None:
    """As an import and the publishing of kept changes write: data that no form of today has seen."""
    before = snapshot(event)
    added = {str(place): {"position": place, "text": text} for place, text in enumerate(SPREAD, 1)}
    after = {**before, "rows": {**before["rows"], "outcomes": added}}
    assert apply(event, difference(before, after)) == []


WAYS = (_by_save, _by_bulk_create, _by_update, _by_bulk_update, _by_fixture, _by_working_copy)


@pytest.mark.django_db
@pytest.mark.parametrize("way", WAYS)
def test_every_way_in_stores_clean_markup(way: Callable[[Event, Path], None], tmp_path: Path) -> None:
    event = make.make_event(live=False)
    way(event, tmp_path)
    stored = dict(event.outcomes.values_list("position", "text"))
    assert stored == {place: clean_html(payload) for place, payload in enumerate(SPREAD, 1)}


@pytest.mark.django_db
def test_form_posted_to_the_admin_stores_clean_markup(publisher: Client) -> None:
    """A draft event with hundreds of outcomes; forms refuse a text of which nothing is left, and null characters."""
    event = make.make_event(live=False)
    address = reverse("admin:events_event_change", args=[event.pk])
    blank = filled(publisher.get(address))
    pieces = [payload for payload in PAYLOADS if clean_html(payload) and "\x00" not in payload]
    assert len(pieces) > 1_000
    for first in range(0, len(pieces), 400):
        chosen = dict(enumerate(pieces[first : first + 400]))
        known = {"TOTAL_FORMS": len(chosen), "INITIAL_FORMS": 0}
        rows = {f"outcomes-{name}": value for name, value in known.items()}
        for place, payload in chosen.items():
            rows |= {f"outcomes-{place}-position": first + place + 1, f"outcomes-{place}-text": payload}
            rows |= {f"outcomes-{place}-id": "", f"outcomes-{place}-event": event.pk}
        Outcome.objects.filter(event=event).delete()
        answer = publisher.post(address, {**blank, **rows, "_save": "1"})
        assert answer.status_code == 302, complaints(answer)
        blank = filled(publisher.get(address)) | {"outcomes-TOTAL_FORMS": 0, "outcomes-INITIAL_FORMS": 0}
        assert list(event.outcomes.values_list("text", flat=True)) == [
            clean_html(payload) for payload in chosen.values()
        ]
