"""Who attended is invited once, who has not answered is reminded, and a mended address gets its letter."""

import pytest
from django.contrib.auth.models import User

from evaluations.actions.inviting import InvitingError, corrected, invite, not_invited, remind, send_again, to_remind
from evaluations.models import Invitation, Letter, Mailing
from evaluations.models.invitation import token_hash
from events.actions.erasing import erase
from events.models import AuditEntry
from tests import factories as make

pytestmark = pytest.mark.django_db
State = Letter.State


@pytest.fixture
def by() -> User:
    return User.objects.create_user("dalia")


def _survey(*emails: str, **fields):
    survey = make.make_open_survey(access="invited", **fields)
    for email in emails:
        make.make_participation(event=survey.event, person=make.make_person(email=email))
    return survey


def test_everybody_who_attended_and_has_an_address_is_invited(by) -> None:
    survey = _survey("a@example.org", "", "not an address", "b@example.org")
    make.make_participation(event=survey.event, person=make.make_person(email="c@example.org"), has_attended=False)
    make.make_participation(person=make.make_person(email="d@example.org"))
    mailing = invite(survey=survey, by=by, note=" Welcome \n")
    assert sorted(survey.invitations.values_list("email", flat=True)) == ["a@example.org", "b@example.org"]
    assert (mailing.kind, mailing.number, mailing.note, mailing.created_by) == ("invitation", 1, "Welcome", "dalia")
    assert list(mailing.letters.values_list("state", flat=True)) == [State.WAITING] * 2
    assert AuditEntry.objects.get(action="invited").detail == "Invitation 1, letters: 2"


def test_nobody_is_invited_twice(by) -> None:
    survey = _survey("a@example.org")
    invite(survey=survey, by=by)
    with pytest.raises(InvitingError, match="invited already"):
        invite(survey=survey, by=by)
    make.make_participation(event=survey.event, person=make.make_person(email="b@example.org"))
    assert invite(survey=survey, by=by).letters.get().invitation.email == "b@example.org"
    assert (survey.invitations.count(), not_invited(survey)) == (2, [])


def test_somebody_with_two_participations_of_translated_events_is_one_person(by) -> None:
    survey = _survey()
    person = make.make_person(email="a@example.org", language="ko")
    make.make_participation(event=survey.event, person=person)
    invite(survey=survey, by=by)
    assert survey.invitations.get().language == "ko"


def test_token_is_stored_as_its_hash_alone(by) -> None:
    survey = _survey("a@example.org", "b@example.org")
    invite(survey=survey, by=by)
    one, other = survey.invitations.all()
    token = Invitation.token_of(one.seed)
    assert one.token_hash == token_hash(token)
    assert Invitation.objects.with_token(token).get() == one
    assert len({one.seed, other.seed, token}) == 3
    assert token not in str(list(Invitation.objects.values()))


def test_order_of_the_invitations_is_not_that_of_the_list(by) -> None:
    survey = _survey(*(f"p{number:03}@example.org" for number in range(60)))
    invite(survey=survey, by=by)
    emails = list(survey.invitations.order_by("pk").values_list("email", flat=True))
    letters = list(Letter.objects.order_by("pk").values_list("invitation__email", flat=True))
    assert len(emails) == 60
    assert emails != sorted(emails)
    assert letters not in (emails, sorted(emails))


@pytest.mark.parametrize("status", ["draft", "planned", "closed", "totals"])
def test_nobody_is_invited_to_a_survey_that_takes_no_answers(status: str, by) -> None:
    survey = _survey("a@example.org")
    fields = {
        "draft": {"opens_at": None},
        "planned": {"opens_at": make.FAR_AHEAD} if hasattr(make, "FAR_AHEAD") else {"opens_at": "2999-01-01T00:00Z"},
        "closed": {"opens_at": "2001-01-01T00:00Z", "closes_at": "2002-01-01T00:00Z"},
        "totals": {"answers_are": "totals"},
    }[status]
    type(survey).objects.filter(pk=survey.pk).update(**fields)
    for act in (invite, remind):
        with pytest.raises(InvitingError, match="while the survey is open"):
            act(survey=survey, by=by)
    assert not Invitation.objects.exists()


def test_reminder_goes_to_those_whose_letter_arrived_and_who_have_not_answered(by) -> None:
    survey = _survey()
    mailing = make.make_mailing(survey=survey)
    wanted = []
    for state in State.values:
        for is_answered in (False, True):
            invitation = make.make_invitation(survey=survey, is_answered=is_answered)
            make.make_letter(invitation=invitation, mailing=mailing, state=state)
            if state in (State.SENT, State.HANDED_OVER) and not is_answered:
                wanted.append(invitation.pk)
    reminder = remind(survey=survey, by=by)
    assert (reminder.kind, reminder.number) == (Mailing.Kind.REMINDER, 2)
    assert sorted(reminder.letters.values_list("invitation", flat=True)) == wanted
    assert to_remind(survey) == []  # their reminders wait


def test_letter_is_sent_again_to_the_address_that_the_person_has_now(by) -> None:
    survey = _survey()
    person = make.make_person(email="new@example.org")
    invitation = make.make_invitation(survey=survey, person=person, email="old@example.org")
    letter = make.make_letter(invitation=invitation, state=State.BOUNCED, reason="550 unknown")
    assert corrected(survey) == [letter.pk]
    assert send_again(survey=survey, letters=[letter.pk], by=by) == 1
    letter.refresh_from_db()
    invitation.refresh_from_db()
    assert (letter.state, letter.reason, invitation.email) == (State.WAITING, "", "new@example.org")
    assert corrected(survey) == []


@pytest.mark.parametrize("state", [State.SENT, State.WAITING, State.NOT_NEEDED])
def test_letter_that_arrived_or_waits_is_not_sent_again(state: str, by) -> None:
    survey = _survey()
    letter = make.make_letter(invitation=make.make_invitation(survey=survey), state=state)
    assert send_again(survey=survey, letters=[letter.pk], by=by) == 0


def test_letter_of_another_survey_or_of_somebody_who_answered_is_not_sent_again(by) -> None:
    survey = _survey()
    other = make.make_letter(state=State.BOUNCED)
    answered = make.make_invitation(survey=survey, is_answered=True)
    letter = make.make_letter(invitation=answered, state=State.BOUNCED)
    assert send_again(survey=survey, letters=[other.pk, letter.pk], by=by) == 0


def test_erased_person_is_written_to_no_more(by) -> None:
    survey = _survey()
    person = make.make_person(email="ana@example.org")
    invitations = [make.make_invitation(survey=survey, person=person, email="ana@example.org")]
    invitations.append(make.make_invitation(survey=survey, email=""))
    letters = [
        make.make_letter(invitation=one, state=state)
        for one, state in zip(invitations, (State.SENT, State.HANDED_OVER), strict=True)
    ]
    erase(person=person, by=by)
    assert to_remind(survey) == []
    Letter.objects.update(state=State.REFUSED)
    assert send_again(survey=survey, letters=[letter.pk for letter in letters], by=by) == 0
