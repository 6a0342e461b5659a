"""The event: what, when, where, by whom, and what came of it."""

from datetime import date
from typing import Any, ClassVar, Self
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from events.models.fields import CountryField, LineField, RichTextField
from events.models.keys import Keyed
from events.models.neighbours import NeighboursQuerySet
from events.models.people import Organization
from events.models.publishing import Publishable
from events.models.rows import RowsQuerySet


def check_time_zone(value: str) -> None:
    """Refuses a name that is not in the IANA time zone database."""
    if value not in available_timezones():
        raise ValidationError("“%(value)s” is not a time zone name such as Asia/Seoul.", params={"value": value})


def _refused_for(codes: list[str]) -> str:
    """Why the currency stays: rates in other currencies, "" for none; and what to do."""
    if "" in codes:
        return "Travel lines use rates without a currency: finance writes it into those rates first."
    rates = f"rates in {' and '.join(codes)}"
    return f"Travel lines use {rates}: finance takes those rates out of the lines first, and then chooses others."


class Series(Keyed):
    """Events that belong together over the years."""

    KEY = ("slug",)

    name = LineField(max_length=200, unique=True)
    slug = models.SlugField(max_length=120, unique=True)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "series"

    def __str__(self) -> str:
        return self.name


class EventQuerySet(RowsQuerySet, NeighboursQuerySet):
    """Events by their time."""

    FIRST_DAY = "starts_on"
    LAST_DAY = "ends_on"

    def upcoming(self, *, today: date | None = None) -> Self:
        """Events that have not ended, the next first."""
        return self.filter(ends_on__gte=today or timezone.localdate()).order_by("starts_on", "id")

    def past(self, *, today: date | None = None) -> Self:
        """Events that have ended, the latest first."""
        return self.filter(ends_on__lt=today or timezone.localdate()).latest_first()


class Event(Publishable):
    """One event with its life from announcement to published report."""

    ROWS = ("hosts", "outcomes", "tracks", "sessions", "headcounts", "materials", "photos")

    class Kind(models.TextChoices):
        FORUM = "forum", "Forum"
        CONFERENCE = "conference", "Conference"
        ASSEMBLY = "assembly", "General assembly"
        MEETING = "meeting", "Meeting"
        CONSULTATION = "consultative_meeting", "Consultative meeting"
        EXPERT_GROUP = "expert_group_meeting", "Expert group meeting"
        WORKSHOP = "workshop", "Workshop"
        TRAINING = "training", "Training"

    class Stage(models.TextChoices):
        ANNOUNCED = "announced", "Announced"
        HELD = "held", "Concluded"
        REPORTING = "report_in_preparation", "Report in preparation"
        REPORTED = "report_published", "Report published"
        POSTPONED = "postponed", "Postponed"
        CANCELLED = "cancelled", "Cancelled"

    class Decimals(models.IntegerChoices):
        NONE = 0, "none: 43 per cent"
        ONE = 1, "one: 42.6 per cent"

    BESIDE = Publishable.BESIDE | {"ends_after_it_starts": "ends_on", "currency_is_a_code": "currency"}

    theme = LineField(max_length=250, blank=True)
    kind = models.CharField(max_length=30, choices=Kind.choices)
    short_name = LineField(max_length=60, default="event", help_text="How running text calls it: “Forum”, “Meeting”.")
    stage = models.CharField(max_length=30, choices=Stage.choices, default=Stage.ANNOUNCED)
    series = models.ForeignKey(Series, models.SET_NULL, null=True, blank=True, related_name="events")
    starts_on = models.DateField()
    ends_on = models.DateField()
    venue = LineField(max_length=200, blank=True)
    city = LineField(max_length=120)
    country = CountryField()
    time_zone = models.CharField(max_length=60, default="Asia/Seoul", validators=[check_time_zone])
    lead = RichTextField(blank=True, help_text="One or two sentences that open the page.")
    description = RichTextField(blank=True)
    currency = models.CharField(
        max_length=3, blank=True, help_text="ISO 4217 code of the travel budget; empty where the source states none."
    )
    percent_decimals = models.PositiveSmallIntegerField(
        "decimals of percentages",
        choices=Decimals.choices,
        default=Decimals.NONE,
        help_text="One rounding for the whole of the event's pages and reports.",
    )

    objects: ClassVar[Any] = EventQuerySet.as_manager()

    history = HistoricalRecords()

    class Meta(Publishable.Meta):
        abstract = False
        permissions = [("publish_event", "Can publish and withdraw")]
        ordering = ["-starts_on", "-id"]
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="event_ends_after_it_starts",
                violation_error_message="The event ends before it starts.",
            ),
            models.CheckConstraint(
                condition=Q(currency="") | Q(currency__regex=r"^[A-Z]{3}$"),
                name="event_currency_is_a_code",
                violation_error_message="Give the currency as a code of three capital letters, such as USD.",
            ),
        ]

    @classmethod
    def from_db(cls, db: Any, field_names: Any, values: Any) -> Self:
        """Remembers the currency with which the event was loaded."""
        event: Any = super().from_db(db, field_names, values)
        event._currency = event.__dict__.get("currency")
        return event

    def check_changes(self) -> None:
        """Refuses another currency than that of a final budget, and than that of rates in the budget."""
        super().check_changes()
        if self.pk is None or getattr(self, "_currency", None) == self.currency:
            return
        own = type(self)._default_manager.filter(pk=self.pk)
        stored, stage = own.values_list("currency", "budget__stage").first() or (self.currency, "")
        if stored == self.currency:
            return
        if stage == "final":
            amounts = f"The amounts of the final budget are in {stored}" if stored else "The budget is final"
            first = "finance opens it again, with a reason, before the currency is changed"
            raise ValidationError({"currency": f"{amounts}: {first}."})
        names = ("travel_lines__dsa_rate__currency", "travel_lines__legs__rate__currency")
        found = {code for name in names for code in own.values_list(name, flat=True)} - {None, self.currency}
        if found:
            raise ValidationError({"currency": _refused_for(sorted(found))})

    @property
    def day_count(self) -> int:
        """Calendar days from the first to the last."""
        return (self.ends_on - self.starts_on).days + 1


class Host(Keyed):
    """An organization's part in holding the event."""

    KEY = ("event__slug", "event__language", "organization__name")
    BESIDE = {"is_named_once": "organization"}

    class Role(models.TextChoices):
        HOST = "host", "Host"
        ORGANIZER = "organizer", "Organizer"
        PARTNER = "partner", "Partner"
        SUPERVISOR = "supervisor", "Under the guidance of"

    event = models.ForeignKey(Event, models.CASCADE, related_name="hosts")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="hosted")
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.HOST)
    position = models.PositiveSmallIntegerField(default=1)

    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["event", "organization"], name="host_is_named_once"),
        ]

    def __str__(self) -> str:
        return f"{self.organization.short_name}, {self.get_role_display()}"


class Outcome(Keyed):
    """One thing that the event achieved, in the past tense."""

    KEY = ("event__slug", "event__language", "position")
    BESIDE = {"has_its_place": "position"}

    event = models.ForeignKey(Event, models.CASCADE, related_name="outcomes")
    position = models.PositiveSmallIntegerField(default=1)
    text = RichTextField()

    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["event", "position"], name="outcome_has_its_place")]

    def __str__(self) -> str:
        return f"Outcome {self.position}"
