"""Who was invited to answer, by which letters, and that they answered: never what."""

import hashlib
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.crypto import salted_hmac

from evaluations.models.survey import Survey
from events.models import Language, Person
from events.models.fields import EmailField, LineField
from events.models.keys import Keyed, KeyedQuerySet


def token_hash(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


class InvitationQuerySet(KeyedQuerySet):
    """Invitations by what became of them."""

    def unanswered(self) -> Self:
        """Of people who have not answered yet."""
        return self.filter(is_answered=False)

    def with_token(self, token: str) -> Self:
        """The one that a link leads to."""
        return self.filter(token_hash=token_hash(token))


class Invitation(Keyed):
    """A person's right to answer a survey once.

    The token of the link is made from a random seed and the portal's secret key, and only its hash is looked up: a copy
    of the database opens no form. Nothing here says when somebody answered.
    """

    KEY = ("survey__slug", "person__family_name", "person__given_name", "person__distinction")
    BESIDE = {"is_sent_to_a_person_once": "person"}
    ERASED = {"email": ""}

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="invitations")
    person = models.ForeignKey(Person, models.CASCADE, related_name="invitations")
    email = EmailField()
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.ENGLISH)
    seed = models.CharField(max_length=43, unique=True, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    is_answered = models.BooleanField("answered", default=False, editable=False)

    objects: ClassVar[Any] = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["survey", "person"], name="invitation_is_sent_to_a_person_once")]

    def __str__(self) -> str:
        return f"{self.person}, {self.email}"

    @staticmethod
    def token_of(seed: str) -> str:
        """The token that a link carries."""
        made = salted_hmac("evaluations.invitation", seed, secret=settings.SECRET_KEY, algorithm="sha256")
        return made.hexdigest()[:40]


class Mailing(Keyed):
    """One round of letters: the invitation, or a reminder to those who have not answered."""

    KEY = ("survey__slug", "number")
    BESIDE = {"number_is_unique": "number"}

    class Kind(models.TextChoices):
        INVITATION = "invitation", "Invitation"
        REMINDER = "reminder", "Reminder"

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="mailings")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.INVITATION)
    note = models.TextField(blank=True, help_text="Words of your own above the link, in plain text.")
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = LineField(max_length=150, blank=True, editable=False)

    class Meta:
        ordering = ["survey", "number"]
        constraints = [models.UniqueConstraint(fields=["survey", "number"], name="mailing_number_is_unique")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"


class Letter(Keyed):
    """One letter of a mailing to one person, made once."""

    KEY = ("mailing__survey__slug", "mailing__number", "invitation__seed")
    BESIDE = {"is_made_once": "invitation"}

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        # Stored before the mail server is told that the letter is complete: a letter in this state is never sent again
        # by itself, so that a process that is killed sends nothing twice.
        HANDED_OVER = "handed_over", "Handed over, not confirmed"
        SENT = "sent", "Sent"
        REFUSED = "refused", "Refused by the mail server"
        BOUNCED = "bounced", "Came back"
        NOT_NEEDED = "not_needed", "Not needed: answered before"

    ERASED = {"reason": "", "state": {State.WAITING: State.NOT_NEEDED}}

    mailing = models.ForeignKey(Mailing, models.CASCADE, related_name="letters")
    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="letters")
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING)
    reason = LineField(max_length=250, blank=True)

    class Meta:
        ordering = ["mailing", "id"]
        constraints = [models.UniqueConstraint(fields=["mailing", "invitation"], name="letter_is_made_once")]

    def __str__(self) -> str:
        return f"{self.mailing} to {self.invitation.email}"
