"""An invitation is found by the token of its link, which stands nowhere in the database."""

import hashlib

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import override_settings

from evaluations.models import Invitation
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_invitation_is_found_by_its_token_alone() -> None:
    one, other = make.make_invitation(), make.make_invitation()
    token = Invitation.token_of(one.seed)
    assert list(Invitation.objects.with_token(token)) == [one]
    assert list(Invitation.objects.with_token(Invitation.token_of(other.seed))) == [other]
    for wrong in ("", token[:-1], token.upper(), f"{token} ", one.seed, one.token_hash, "\x00", "é"):
        assert not Invitation.objects.with_token(wrong).exists()


def test_only_the_hash_of_the_token_is_stored() -> None:
    invitation = make.make_invitation()
    token = Invitation.token_of(invitation.seed)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM evaluations_invitation")
        stored = " ".join(map(str, cursor.fetchone()))
    assert token not in stored
    assert hashlib.sha256(token.encode()).hexdigest() in stored


def test_token_is_made_with_the_secret_key() -> None:
    token = Invitation.token_of("seed")
    assert (len(token), token) == (40, Invitation.token_of("seed"))
    assert Invitation.token_of("other seed") != token
    with override_settings(SECRET_KEY="of somebody else"):
        assert Invitation.token_of("seed") != token


def test_unanswered_invitations_are_those_that_were_not_used() -> None:
    survey = make.make_open_survey(access="invited")
    waiting = make.make_invitation(survey=survey)
    make.make_invitation(survey=survey, is_answered=True)
    assert list(survey.invitations.unanswered()) == [waiting]


def test_person_is_invited_to_a_survey_once() -> None:
    invitation = make.make_invitation()
    with pytest.raises(IntegrityError), transaction.atomic():
        make.make_invitation(survey=invitation.survey, person=invitation.person)
    make.make_invitation(person=invitation.person)


def test_letter_is_made_once_for_a_mailing() -> None:
    letter = make.make_letter()
    with pytest.raises(IntegrityError), transaction.atomic():
        make.make_letter(mailing=letter.mailing, invitation=letter.invitation)
    assert letter.state == "waiting"


def test_mailing_has_its_number() -> None:
    mailing = make.make_mailing()
    with pytest.raises(IntegrityError), transaction.atomic():
        make.make_mailing(survey=mailing.survey, number=mailing.number)
    assert str(mailing) == "Invitation 1"


def test_invitation_is_called_by_person_and_address() -> None:
    person = make.make_person(given_name="Min-ji", family_name="Kim")
    assert str(make.make_invitation(person=person, email="m@example.org")) == f"{person}, m@example.org"
