"""Inviting the people who attended, reminding those who have not answered, and sending a letter once more."""

import secrets
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery

from evaluations.models import Invitation, Letter, Mailing, Status, Survey
from evaluations.models.invitation import token_hash
from events.models import AuditEntry, Language, Person

_random = secrets.SystemRandom()
State = Letter.State
# What a letter may be that is sent once more: it may have been lost, or its address may have been mended.
AGAIN = (State.HANDED_OVER, State.REFUSED, State.BOUNCED)
LONGEST_NOTE = 2000


class InvitingError(Exception):
    """Nobody can be invited now; the message says why."""


def is_address(email: str) -> bool:
    """Whether a letter could go there."""
    try:
        validate_email(email)
    except ValidationError:
        return False
    return True


def attended(survey: Survey) -> QuerySet[Person]:
    """The people of the survey's event who were there, by name."""
    return Person.objects.filter(participations__event=survey.event_id, participations__has_attended=True).distinct()


def not_invited(survey: Survey) -> list[Person]:
    """Those of them who were not invited yet."""
    return list(attended(survey).exclude(invitations__survey=survey))


def latest_letters(survey: Survey) -> QuerySet[Letter]:
    """The last letter to each person who was invited."""
    last = Letter.objects.filter(invitation=OuterRef("invitation")).order_by("-mailing__number").values("pk")[:1]
    rows = Letter.objects.filter(invitation__survey=survey, pk=Subquery(last))
    return rows.select_related("invitation__person", "mailing")


def to_remind(survey: Survey) -> list[Invitation]:
    """Those whose last letter arrived, as far as is known, and who have not answered."""
    arrived = latest_letters(survey).filter(state__in=(State.SENT, State.HANDED_OVER))
    return list(survey.invitations.unanswered().filter(letters__in=arrived).exclude(email=""))


def _locked(survey: Survey) -> Survey:
    """The survey, held until the transaction ends, so that a button that is pressed twice invites once."""
    held = Survey.objects.select_for_update().get(pk=survey.original.pk)
    if held.status() != Status.OPEN:
        raise InvitingError("Letters can be sent while the survey is open.")
    return held


def _mail(survey: Survey, kind: str, note: str, invitations: Iterable[Invitation], by: Any) -> Mailing:
    last = survey.mailings.order_by("-number").first()
    number = (last.number if last else 0) + 1
    mailing = Mailing.objects.create(
        survey=survey, number=number, kind=kind, note=note.strip()[:LONGEST_NOTE], created_by=by.get_username()
    )
    letters = [Letter(mailing=mailing, invitation=invitation) for invitation in invitations]
    _random.shuffle(letters)
    Letter.objects.bulk_create(letters, batch_size=500)
    detail = f"{mailing.get_kind_display()} {number}, letters: {len(letters)}"
    AuditEntry.record(AuditEntry.Action.INVITED, by=by, item=survey, detail=detail)
    return mailing


def _invitation(survey: Survey, person: Person) -> Invitation:
    seed = secrets.token_urlsafe(32)
    return Invitation(
        survey=survey,
        person=person,
        email=person.email,
        language=person.language or Language.ENGLISH,
        seed=seed,
        token_hash=token_hash(Invitation.token_of(seed)),
    )


def invite(*, survey: Survey, by: Any, note: str = "") -> Mailing:
    """Makes an invitation and a letter for everybody who attended, has an address, and was not invited yet.

    The letters wait until they are sent. Raises InvitingError where there is nobody, or the survey is not open.
    """
    with transaction.atomic():
        held = _locked(survey)
        people = [person for person in not_invited(held) if is_address(person.email)]
        if not people:
            raise InvitingError("Everybody who attended and has an e-mail address is invited already.")
        _random.shuffle(people)  # the order of the rows says nothing of the list
        made = Invitation.objects.bulk_create((_invitation(held, person) for person in people), batch_size=500)
        return _mail(held, Mailing.Kind.INVITATION, note, made, by)


def remind(*, survey: Survey, by: Any, note: str = "") -> Mailing:
    """A reminder to everybody whose last letter arrived and who has not answered. Raises InvitingError."""
    with transaction.atomic():
        held = _locked(survey)
        invitations = to_remind(held)
        if not invitations:
            raise InvitingError("Nobody waits for a reminder.")
        return _mail(held, Mailing.Kind.REMINDER, note, invitations, by)


def send_again(*, survey: Survey, letters: Iterable[int], by: Any) -> int:
    """Lets letters wait once more, for the address that the person has now, and says how many do."""
    with transaction.atomic():
        held = _locked(survey)
        rows = latest_letters(held).filter(pk__in=list(letters), state__in=AGAIN, invitation__is_answered=False)
        found = [letter for letter in rows if letter.invitation.email or is_address(letter.invitation.person.email)]
        for letter in found:
            email = letter.invitation.person.email
            if is_address(email) and email != letter.invitation.email:
                Invitation.objects.filter(pk=letter.invitation_id).update(email=email)
        keys = [letter.pk for letter in found]
        Letter.objects.filter(pk__in=keys, state__in=AGAIN).update(state=State.WAITING, reason="")
        if keys:
            detail = f"Sent again, letters: {len(keys)}"
            AuditEntry.record(AuditEntry.Action.INVITED, by=by, item=held, detail=detail)
        return len(keys)


def corrected(survey: Survey) -> list[int]:
    """Letters that did not arrive, of people whose address is another one now."""
    rows = latest_letters(survey).filter(state__in=(State.REFUSED, State.BOUNCED), invitation__is_answered=False)
    return [
        letter.pk
        for letter in rows
        if letter.invitation.person.email != letter.invitation.email and is_address(letter.invitation.person.email)
    ]
