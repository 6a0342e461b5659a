"""Tickets are made here, for one survey, and know how old they are."""

import pytest
from django.test import override_settings
from time_machine import travel

from evaluations.forms.tickets import new_ticket, read_ticket
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_ticket_is_read_as_it_was_made() -> None:
    survey = make.make_open_survey()
    ticket = new_ticket(survey, 7)
    assert read_ticket(ticket.signed(), survey) == ticket
    assert (ticket.survey, ticket.invitation) == (survey.pk, 7)


def test_ticket_of_a_translation_is_of_its_original() -> None:
    survey = make.make_open_survey()
    translation = make.make_survey(event=survey.event, translation_of=survey, language="fr")
    assert read_ticket(new_ticket(translation).signed(), survey) is not None


def test_ticket_opens_no_other_survey() -> None:
    signed = new_ticket(make.make_open_survey()).signed()
    assert read_ticket(signed, make.make_open_survey()) is None


@pytest.mark.parametrize("signed", ["", "x", "a:b", "W10:x", "\x00", "é" * 1000, '[1,null,1,""]:x'])
def test_ticket_that_was_not_made_here_is_none(signed: str) -> None:
    assert read_ticket(signed, make.make_open_survey()) is None


def test_ticket_signed_with_another_key_is_none() -> None:
    survey = make.make_open_survey()
    with override_settings(SECRET_KEY="of somebody else"):
        signed = new_ticket(survey).signed()
    assert read_ticket(signed, survey) is None


def test_every_page_has_a_ticket_of_its_own() -> None:
    survey = make.make_open_survey()
    assert new_ticket(survey).number != new_ticket(survey).number


def test_ticket_knows_its_age() -> None:
    with travel("2026-11-22 09:00:00Z", tick=False) as clock:
        ticket = new_ticket(make.make_open_survey())
        found = []
        for seconds in (0, 2.5, 1, 4 * 3600, 10):
            clock.shift(seconds)
            found.append((ticket.is_too_fresh(), ticket.is_expired()))
        assert found == [(True, False), (True, False), (False, False), (False, True), (False, True)]
        assert ticket.renewed().number == ticket.number
        assert not ticket.renewed().is_expired()
