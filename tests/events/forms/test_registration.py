"""What people type: cleaned, kept within its limits, and refused by the name of its field."""

from typing import Any

import pytest
from django.http import QueryDict

from events.forms.catalogue import FIELDS
from events.forms.registration import DetailsForm
from events.models import Registration, RegistrationForm
from tests import factories as make
from tests.events.registered import ANSWERS, EXTRA

pytestmark = pytest.mark.django_db


@pytest.fixture
def asks() -> RegistrationForm:
    """A form with every field."""
    return make.make_registration_form(fields=[*FIELDS], offers_remote=True)


def _data(answers: dict[str, Any]) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update(answers)
    return data


def _filled(asks: RegistrationForm, *, known: Registration | None = None, **changes: Any) -> DetailsForm:
    return DetailsForm(asks, _data(ANSWERS | EXTRA | changes), known=known)


def test_everything_that_was_typed_arrives(asks: RegistrationForm) -> None:
    form = _filled(asks)
    assert form.is_valid(), form.errors
    details = form.details()
    assert (form.email, details.name, details.position) == ("ana@example.org", "Ana María de Jesús", "Director")
    assert (details.needs, details.country, details.sector) == ("A seat near the door.\nNo nuts.", "BR", "government")
    assert (details.is_remote, details.may_be_listed) == (True, True)
    assert dict(details.answers) == {
        "phone": "+55 (61) 1234-5678",
        "passport_name": "ANA MARIA DE JESUS",
        "arrival": "2999-05-02",
        "departure": "2999-05-06",
        "dietary": "Pork",
        "comments": "See you there.",
    }


def test_what_may_be_left_empty_may_be(asks: RegistrationForm) -> None:
    empty = dict.fromkeys((*EXTRA, "needs", "may_be_listed"), "") | {"is_remote": "room"}
    form = _filled(asks, **empty)
    assert form.is_valid(), form.errors
    assert (dict(form.details().answers), form.details().is_remote) == ({}, False)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"name": ""}, "Enter your full name"),
        ({"name": " \u200b\u202e "}, "Enter your full name"),
        ({"name": "12 ,."}, "Enter your full name"),
        ({"name": "a" * 201}, "Full name: 201 characters are too many; at most 200"),
        ({"organization": ""}, "Enter your organization"),
        ({"email": "name@example"}, "Enter an e-mail address like name@example.org"),
        ({"email": "a@b.org\nBcc: c@d.org"}, "Enter an e-mail address like name@example.org"),
        ({"email": "a" * 250 + "@b.org"}, "E-mail: 256 characters are too many; at most 254"),
        ({"country": ""}, "Choose a country or area"),
        ({"country": "XX"}, "Choose a country or area"),
        ({"sector": "nobility"}, "Choose where you come from"),
        ({"is_remote": ""}, "Choose how you take part"),
        ({"phone": "call me"}, "Enter a telephone number like +82 2 2100 4200"),
        ({"phone": "1234"}, "Enter a telephone number like +82 2 2100 4200"),
        ({"arrival": "2.5.2999"}, "Day of arrival: enter a day within 30 days of the event, such as 2026-05-03"),
        ({"arrival": "2999-04-02"}, "Day of arrival: enter a day within 30 days of the event, such as 2026-05-03"),
        ({"departure": "2999-06-04"}, "Day of departure: enter a day within 30 days of the event, such as 2026-05-03"),
        ({"departure": "2999-05-01"}, "Day of departure: this is before the day of arrival"),
        ({"needs": "a" * 1001}, "What do you need to take part fully: 1001 characters are too many; at most 1000"),
    ],
)
def test_refusal_names_its_field(asks: RegistrationForm, changes: dict[str, str], message: str) -> None:
    form = _filled(asks, **changes)
    (key,) = changes
    assert not form.is_valid()
    control = {"sector": "id_sector_0", "is_remote": "id_is_remote_0"}.get(key, f"id_{key}")
    assert (message, control) in form.problems


@pytest.mark.parametrize("name", ["Ólafur Arnalds", "李明", "عبد الله", "Nguyễn Văn An", "한강", "አበበ", "O’Brien-Ní"])
def test_names_of_the_world_are_taken(asks: RegistrationForm, name: str) -> None:
    form = _filled(asks, name=name)
    assert form.is_valid(), form.errors
    assert form.details().name == name


def test_text_is_cleaned_before_it_is_measured(asks: RegistrationForm) -> None:
    form = _filled(asks, organization=f"  {'a' * 100} \x00\n {'b' * 99}  ", needs="\r\n\r\n\r\na\r\n\r\n\r\n\r\nb\r\n")
    assert form.is_valid(), form.errors
    assert (len(form.details().organization), form.details().needs) == (200, "a\n\nb")


@pytest.mark.parametrize(("state", "asked"), [("pending", True), ("invited", True), ("confirmed", False)])
def test_address_stays_and_so_does_the_name_of_a_participant(asks: RegistrationForm, state: str, asked: bool) -> None:
    known = make.make_registration(form=asks, state=state)
    form = _filled(asks, known=known, name="Eve Other", email="eve@example.org")
    assert ("email" in form.fields, "name" in form.fields) == (False, asked)
    assert form.is_valid(), form.errors
    assert form.details().name == ("Eve Other" if asked else known.name)


def test_what_is_not_asked_stays_as_it_is_known() -> None:
    asks = make.make_registration_form(fields=["dietary"])
    known = make.make_registration(form=asks, position="Director", answers={"phone": "12345", "dietary": "Pork"})
    form = DetailsForm(asks, _data({"name": "Ana Silva"}), known=known)
    assert form.is_valid(), form.errors
    details = form.details()
    assert (details.position, details.country, dict(details.answers)) == ("Director", "BR", {"phone": "12345"})


def test_known_details_fill_the_form(asks: RegistrationForm) -> None:
    known = make.make_registration(form=asks, organization="Bank", is_remote=True, answers={"arrival": "2999-05-02"})
    page = str(DetailsForm(asks, known=known))
    for part in ('value="Bank"', 'value="2999-05-02"', '<option value="BR" selected>'):
        assert part in page
    assert DetailsForm(asks, known=known)["is_remote"].value() == "remote"


def test_invited_people_say_themselves_how_they_take_part(asks: RegistrationForm) -> None:
    known = make.make_registration(form=asks, state="invited")
    assert DetailsForm(asks, known=known)["is_remote"].value() == ""
