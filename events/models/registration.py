"""Who wants to take part: the form of an event, and what each person wrote in it."""

import hashlib
import secrets
from datetime import datetime
from typing import Any, ClassVar, Self
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac

from events.models.event import Event
from events.models.fields import CountryField, EmailField, LineField
from events.models.keys import Keyed, KeyedQuerySet
from events.models.participation import Participation, Sector
from events.models.publishing import Language

# The `decision` on what the office cancelled; who cancelled by the own link has none.
BY_OFFICE, WITHDRAWN = "Your registration was cancelled by the office", "Your invitation was withdrawn"


def new_seed() -> str:
    """A random value from which the token of a link is made."""
    return secrets.token_urlsafe(24)


def token_hash(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


class Status(models.TextChoices):
    """What the public finds at the address of a registration form."""

    OFF = "off", "Off"
    NOT_YET = "not_yet", "Not yet open"
    OPEN = "open", "Open"
    WAITING_LIST = "waiting_list", "Full, with a waiting list"
    FULL = "full", "Full"
    CLOSED = "closed", "Closed"


class RegistrationForm(Keyed):
    """How people register for an event. `taken` counts the places that are given away, whatever they are given to."""

    KEY = ("event__slug", "event__language")
    BESIDE = {"gives_no_more_than_it_has": "capacity", "closes_after_it_opens": "closes_at"}

    class Access(models.TextChoices):
        OFF = "off", "Off"
        OPEN = "open", "Open to everybody"
        INVITED = "invited", "By invitation only"

    event = models.OneToOneField(Event, models.CASCADE, related_name="registration_form")
    access = models.CharField(max_length=10, choices=Access.choices, default=Access.OFF)
    opens_at = models.DateTimeField(null=True, blank=True, help_text="Empty: as soon as the event is public.")
    closes_at = models.DateTimeField(null=True, blank=True, help_text="Empty: when the event ends.")
    capacity = models.PositiveIntegerField("places", null=True, blank=True, help_text="Empty: as many as come.")
    taken = models.PositiveIntegerField("places taken", default=0, editable=False)
    has_waiting_list = models.BooleanField("waiting list when full", default=True)
    needs_approval = models.BooleanField("each registration needs approval", default=False)
    offers_remote = models.BooleanField("remote participation is possible", default=False)
    meeting_link = models.URLField(
        max_length=500, blank=True, help_text="Sent to those who are registered for remote participation, nowhere else."
    )
    fields = models.JSONField(default=list, blank=True, editable=False)
    intro = models.TextField(blank=True, help_text="Plain text above the form.")

    class Meta:
        ordering = ["-event__starts_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(taken__lte=F("capacity")),
                name="registrationform_gives_no_more_than_it_has",
                violation_error_message="More places than that are taken already.",
            ),
            models.CheckConstraint(
                condition=Q(opens_at__isnull=True) | Q(closes_at__isnull=True) | Q(closes_at__gt=F("opens_at")),
                name="registrationform_closes_after_it_opens",
                violation_error_message="Registration closes before it opens.",
            ),
        ]

    def __str__(self) -> str:
        return f"Registration for {self.event}"

    @property
    def is_full(self) -> bool:
        """Whether every place is taken."""
        return self.capacity is not None and self.taken >= self.capacity

    def is_past(self, *, now: datetime | None = None) -> bool:
        """Whether the last day is over where the event takes place."""
        return timezone.localdate(now, ZoneInfo(self.event.time_zone)) > self.event.ends_on

    def has_ended(self, *, now: datetime | None = None) -> bool:
        """Whether it is closed by its own time, or because the event is over or does not take place."""
        now = now or timezone.now()
        if self.event.stage not in (Event.Stage.ANNOUNCED, Event.Stage.POSTPONED):
            return True
        return now >= self.closes_at if self.closes_at else self.is_past(now=now)

    def status(self, *, now: datetime | None = None) -> Status:
        """What the public finds now; for an invited person the same without the first line."""
        now = now or timezone.now()
        if self.access == self.Access.OFF:
            return Status.OFF
        if self.has_ended(now=now):
            return Status.CLOSED
        if self.opens_at and now < self.opens_at:
            return Status.NOT_YET
        if self.is_full:
            return Status.WAITING_LIST if self.has_waiting_list else Status.FULL
        return Status.OPEN


class RegistrationQuerySet(KeyedQuerySet):
    """Registrations by what became of them."""

    def with_token(self, token: str) -> Self:
        """The one that a link leads to."""
        return self.filter(token_hash=token_hash(token))

    def waiting(self) -> Self:
        """Those on the waiting list, the first to be asked first."""
        return self.filter(state=Registration.State.WAITING).order_by("queued_at", "pk")


class Registration(Keyed):
    """What one person wrote in the form of an event, and what became of it.

    `needs` and `answers` may hold what is nobody else's business; they go when the event's personal data goes. The
    token of the person's own link is made from `seed` and the portal's secret key; only its hash is looked up.
    """

    KEY = ("form__event__slug", "form__event__language", "seed")
    BESIDE = {"is_made_once": "email"}

    class State(models.TextChoices):
        INVITED = "invited", "Invited"
        PENDING = "pending", "To be approved"
        CONFIRMED = "confirmed", "Confirmed"
        WAITING = "waiting", "On the waiting list"
        REFUSED = "refused", "Refused"
        CANCELLED = "cancelled", "Cancelled"

    # The states that hold a place.
    HOLDING = (State.PENDING, State.CONFIRMED)
    ERASED = {
        "name": "Name removed",
        "email": lambda row: f"{row.pk}@name-removed.invalid",
        "organization": "",
        "position": "",
        "needs": "",
        "answers": {},
        "decision": "",
        "may_be_listed": False,
        "state": {State.WAITING: State.CANCELLED, State.INVITED: State.CANCELLED},
    }

    form = models.ForeignKey(RegistrationForm, models.CASCADE, related_name="registrations")
    name = LineField(max_length=200)
    email = EmailField("e-mail")
    organization = LineField(max_length=200, blank=True)
    position = LineField(max_length=200, blank=True)
    country = CountryField(blank=True)
    sector = models.CharField(max_length=30, choices=Sector.choices, blank=True)
    needs = models.TextField(blank=True)
    answers = models.JSONField(default=dict, blank=True)
    is_remote = models.BooleanField("takes part remotely", default=False)
    may_be_listed = models.BooleanField("may be printed in the public list", default=False)
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.ENGLISH)
    state = models.CharField(max_length=12, choices=State.choices, default=State.PENDING, editable=False)
    seed = models.CharField(max_length=43, unique=True, default=new_seed, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    registered_at = models.DateTimeField(default=timezone.now, editable=False)
    queued_at = models.DateTimeField(null=True, editable=False)
    decision = LineField(max_length=250, blank=True, help_text="Why it was refused, or another note of the office.")
    participation = models.OneToOneField(
        Participation, models.SET_NULL, null=True, blank=True, editable=False, related_name="registration"
    )

    objects: ClassVar[Any] = RegistrationQuerySet.as_manager()

    class Meta:
        ordering = ["registered_at", "id"]
        constraints = [
            models.UniqueConstraint(
                "form",
                Lower("email"),
                name="registration_is_made_once",
                violation_error_message="Somebody with this address is registered already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.get_state_display().lower()}"

    @property
    def is_final(self) -> bool:
        """Whether the office cancelled it, as `decision` says: the own link takes nobody back then."""
        return self.state == self.State.CANCELLED and self.decision in (BY_OFFICE, WITHDRAWN)

    @property
    def token(self) -> str:
        """The token of the person's own link."""
        made = salted_hmac("events.registration", self.seed, secret=settings.SECRET_KEY, algorithm="sha256")
        return made.hexdigest()[:40]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps the hash of the token beside its seed."""
        self.token_hash = token_hash(self.token)
        super().save(*args, **kwargs)
