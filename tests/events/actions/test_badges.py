"""The code on a badge leads to its participation, and no other code leads anywhere."""

import pytest
from django.test import override_settings
from django.urls import resolve

from events.actions.badges import badge_address, badge_code, participation_of
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_address_is_whole_and_leads_to_the_badge_of_the_event() -> None:
    one = make.make_participation()
    address = badge_address(one)
    start = f"https://portal.example.org/admin/events/event/{one.event_id}/attendance/"
    assert address == f"{start}{badge_code(one)}/"
    found = resolve(address.removeprefix("https://portal.example.org"))
    assert (found.view_name, found.kwargs) == (
        "admin:events_event_badge",
        {"pk": one.event_id, "code": badge_code(one)},
    )


def test_code_is_short_and_leads_back() -> None:
    one, other = make.make_participation(), make.make_participation()
    assert [participation_of(badge_code(row)) for row in (one, other)] == [one, other]
    assert len(badge_code(one)) <= 18


@pytest.mark.parametrize("change", ["", "x", "-", "0", "é"])
def test_changed_code_leads_nowhere(change: str) -> None:
    one = make.make_participation()
    code = badge_code(one)
    changed = [f"{change}{code}", f"{code}{change}"] if change else [code[:-1], code[1:], ""]
    assert [participation_of(wrong) for wrong in changed] == [None] * len(changed)


def test_signature_of_another_does_not_fit() -> None:
    one, other = make.make_participation(), make.make_participation()
    key, signature = badge_code(one).partition("-")[0], badge_code(other).partition("-")[2]
    assert participation_of(f"{key}-{signature}") is None


def test_code_of_another_portal_leads_nowhere() -> None:
    one = make.make_participation()
    with override_settings(SECRET_KEY="another"):
        foreign = badge_code(one)
    assert participation_of(foreign) is None


def test_code_of_somebody_who_was_taken_off_the_list_leads_nowhere() -> None:
    one = make.make_participation()
    code = badge_code(one)
    one.delete()
    assert participation_of(code) is None
