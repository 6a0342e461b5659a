"""Drafts, scheduled and expired events stay out of every public page."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests import factories as make
from tests.public_pages import HIDDEN, hidden, text

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["publisher", "editor", "stranger"])
def anyone(request: pytest.FixtureRequest) -> Client:
    """One of the three; a public page is the same for all of them."""
    return request.getfixturevalue(request.param)


@pytest.mark.parametrize("state", HIDDEN)
def test_detail_passes_over_hidden_neighbours_and_notices(stranger: Client, state: str) -> None:
    event = make.make_event()
    for day in (date(2012, 1, 1), date(2013, 1, 1)):
        make.make_event(slug=f"canary-{day.year}", starts_on=day, ends_on=day, **hidden(state))
    make.make_post(slug="canary", event=event, **hidden(state))
    assert "canary" not in text(stranger.get(f"/events/{event.slug}/"))


@pytest.mark.parametrize("state", HIDDEN)
def test_detail_hides_a_hidden_report(stranger: Client, state: str) -> None:
    event = make.make_event()
    make.make_report(event=event, slug="canary", **hidden(state))
    assert "canary" not in text(stranger.get(f"/events/{event.slug}/"))


@pytest.mark.parametrize("state", HIDDEN)
def test_every_address_of_a_hidden_event_is_404(anyone: Client, state: str) -> None:
    event = make.make_event(slug="canary", **hidden(state))
    make.make_participation(event=event)
    make.make_survey(event=event)
    report = make.make_report(event=event)
    tails = ["/", ".ics", "/people/", "/evaluation/", "/evaluation.csv", "/evaluation.json"]
    addresses = [f"/events/canary{tail}" for tail in tails] + [
        f"/reports/{report.slug}/",
        f"/reports/{report.slug}.pdf",
    ]
    assert {address: anyone.get(address).status_code for address in addresses} == dict.fromkeys(addresses, 404)


@pytest.mark.parametrize("state", HIDDEN)
def test_list_leaves_out_hidden_events(stranger: Client, state: str) -> None:
    make.make_event(title="Canary", starts_on=date(1999, 1, 1), ends_on=date(1999, 1, 1), **hidden(state))
    assert "Canary" not in text(stranger.get("/events/"))
    assert "1999" not in text(stranger.get("/events/"))


@pytest.mark.parametrize("state", HIDDEN)
def test_list_leaves_out_hidden_events_to_come(stranger: Client, state: str) -> None:
    day = timezone.localdate() + timedelta(days=30)
    make.make_event(starts_on=day, ends_on=day, title="Canary", **hidden(state))
    assert "Canary" not in text(stranger.get("/events/"))
