"""Events, their hosts and outcomes: what the database and the forms refuse."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError

from events.models import Budget, Event, Host, Outcome, Series, TravelLine
from tests import factories as make

pytestmark = pytest.mark.django_db
BEFORE = {"starts_on": date(2012, 10, 19), "ends_on": date(2012, 10, 18)}


@pytest.mark.parametrize(
    ("fields", "beside", "message"),
    [
        (BEFORE, "ends_on", "The event ends before it starts."),
        ({"currency": "usd"}, "currency", "Give the currency as a code of three capital letters, such as USD."),
        ({"currency": "$"}, "currency", "Give the currency as a code of three capital letters, such as USD."),
    ],
)
def test_event_is_refused(fields: dict[str, Any], beside: str, message: str) -> None:
    event = make.make_event()
    for name, value in fields.items():
        setattr(event, name, value)
    assert make.complaints(event) == {beside: [message]}
    with pytest.raises(IntegrityError):
        make.make_event(**fields)


@pytest.mark.parametrize("currency", ["", "USD", "KRW"])
def test_event_currency_may_be_unstated(currency: str) -> None:
    assert make.complaints(make.make_event(currency=currency)) == {}


def _in_another(currency: str, event: Event) -> dict[str, list[str]]:
    """The complaints about an event, loaded anew, whose currency is to be another."""
    loaded = Event.objects.get(pk=event.pk)
    loaded.currency = currency
    return make.complaints(loaded)


@pytest.mark.parametrize(("before", "after"), [("USD", "KRW"), ("USD", ""), ("", "USD")])
def test_event_keeps_the_currency_of_a_final_budget(before: str, after: str) -> None:
    budget = make.make_budget(event=make.make_event(currency=before), stage="final")
    amounts = "The amounts of the final budget are in USD" if before else "The budget is final"
    message = f"{amounts}: finance opens it again, with a reason, before the currency is changed."
    assert _in_another(after, budget.event) == {"currency": [message]}
    Budget.objects.update(stage="authorized")
    assert _in_another(after, budget.event) == {}


def test_event_keeps_the_currency_of_its_rates() -> None:
    event = make.make_event(currency="USD")
    line = make.make_travel_line(event=event, dsa_rate=make.make_dsa_rate(currency="USD"), legs={"Seoul": (4, 38)})
    message = (
        "Travel lines use rates in USD: finance takes those rates out of the lines first, and then chooses others."
    )
    assert _in_another("KRW", event) == {"currency": [message]}
    TravelLine.objects.update(dsa_rate=None)
    assert _in_another("KRW", event) == {}
    line.legs.update(rate=make.make_terminal_rate(currency="EUR"))
    assert list(_in_another("KRW", event)) == ["currency"]
    assert _in_another("EUR", event) == {}
    line.legs.update(rate=make.make_terminal_rate())
    message = "Travel lines use rates without a currency: finance writes it into those rates first."
    assert _in_another("EUR", event) == {"currency": [message]}


def test_event_asks_about_its_currency_only_where_that_changed(django_assert_num_queries: Any) -> None:
    make.make_budget(event=make.make_event(currency="USD"), stage="final")
    event = Event.objects.get()
    with django_assert_num_queries(0):
        event.check_changes()


def test_event_of_one_day_is_in_order() -> None:
    event = make.make_event(starts_on=date(2012, 10, 18), ends_on=date(2012, 10, 18))
    assert make.complaints(event) == {}
    assert event.day_count == 1


def test_event_time_zone_is_a_name_of_the_database() -> None:
    event = make.make_event(time_zone="Asia/Atlantis")
    assert make.complaints(event) == {"time_zone": ["“Asia/Atlantis” is not a time zone name such as Asia/Seoul."]}


def test_event_day_count_includes_both_ends() -> None:
    assert make.make_event().day_count == 2


def test_event_slug_is_taken_once_in_a_language() -> None:
    first = make.make_event(slug="forum")
    make.make_event(slug="forum", language="ko")
    second = make.make_event(language="en")
    second.slug = first.slug
    assert list(make.complaints(second)) == ["slug"]
    with pytest.raises(IntegrityError):
        second.save()


def test_event_has_one_translation_in_a_language() -> None:
    first = make.make_event()
    second = make.make_event(language="ko", translation_key=first.translation_key)
    second.language = "en"
    assert list(make.complaints(second)) == ["language"]
    with pytest.raises(IntegrityError):
        second.save()


def test_events_upcoming_and_past_part_at_today() -> None:
    today = date(2012, 10, 18)
    last = make.make_event(starts_on=today, ends_on=today)
    soon = make.make_event(starts_on=date(2012, 11, 1), ends_on=date(2012, 11, 1))
    gone = make.make_event(starts_on=date(2012, 10, 16), ends_on=date(2012, 10, 17))
    long_gone = make.make_event(starts_on=date(2011, 1, 1), ends_on=date(2011, 1, 1))
    assert list(Event.objects.upcoming(today=today)) == [last, soon]
    assert list(Event.objects.past(today=today)) == [gone, long_gone]


def test_host_is_named_once() -> None:
    host = make.make_host()
    again = Host(event=host.event, organization=host.organization)
    assert list(make.complaints(again)) == ["organization"]
    with pytest.raises(IntegrityError):
        again.save()


def test_host_is_written_with_its_part() -> None:
    organization = make.make_organization(name="World e-Governments Organization", acronym="WeGO")
    assert str(make.make_host(organization=organization, role=Host.Role.PARTNER)) == "WeGO, Partner"


def test_outcome_has_a_place_of_its_own() -> None:
    outcome = make.make_outcome()
    again = Outcome(event=outcome.event, position=outcome.position, text="<p>Agreed.</p>")
    assert list(make.complaints(again)) == ["position"]
    with pytest.raises(IntegrityError):
        again.save()


def test_series_is_found_by_its_key() -> None:
    series = Series.objects.create(name="Forum", slug="forum")
    assert Series.objects.get_by_natural_key(*series.natural_key()) == series


def test_keys_of_an_event_and_its_rows_find_them_again() -> None:
    event = make.make_event(slug="forum", language="en")
    make.make_event(slug="forum", language="ko")
    for row in (event, make.make_host(event=event), make.make_outcome(event=event)):
        assert type(row).objects.get_by_natural_key(*row.natural_key()) == row
    assert event.natural_key() == ("forum", "en")
