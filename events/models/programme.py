"""The programme: tracks, sessions and what was said in them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from events.models.event import Event
from events.models.fields import LineField, RichTextField
from events.models.keys import Keyed
from events.models.people import Organization, Person


class Track(Keyed):
    """A strand of sessions that ran beside others."""

    KEY = ("event__slug", "event__language", "number")
    BESIDE = {"number_is_unique_in_event": "number"}

    event = models.ForeignKey(Event, models.CASCADE, related_name="tracks")
    number = models.PositiveSmallIntegerField()
    title = LineField(max_length=200)
    standpoint = LineField(max_length=200, blank=True, help_text="From whose point of view it looked at the theme.")

    history = HistoricalRecords()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["event", "number"], name="track_number_is_unique_in_event")]

    def __str__(self) -> str:
        return f"Track {self.number}: {self.title}"


class Session(Keyed):
    """One sitting. Where clock times were not recorded, the part of the day stands for them."""

    KEY = ("event__slug", "event__language", "code")
    BESIDE = {"code_is_unique_in_event": "code", "ends_after_it_starts": "ends_at"}

    class Kind(models.TextChoices):
        KEYNOTE = "keynote", "Keynote"
        OPENING = "opening", "Opening remarks"
        PLENARY = "plenary", "Plenary"
        WORKING = "working", "Working session"
        ROUND_TABLE = "round_table", "High-level round table"
        WORKSHOP = "workshop", "Workshop"
        COMMITTEE = "committee", "Committee meeting"
        CLOSING = "closing", "Closing session"

    class PartOfDay(models.TextChoices):
        MORNING = "1_morning", "Morning"
        AFTERNOON = "2_afternoon", "Afternoon"
        EVENING = "3_evening", "Evening"

    event = models.ForeignKey(Event, models.CASCADE, related_name="sessions")
    track = models.ForeignKey(Track, models.SET_NULL, null=True, blank=True, related_name="sessions")
    code = models.SlugField(max_length=30, help_text="Short name within the event, such as 3-1 or plenary.")
    position = models.PositiveSmallIntegerField(default=1, help_text="Order within the programme.")
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.WORKING)
    title = LineField(max_length=250, blank=True)
    held_on = models.DateField(null=True, blank=True)
    part_of_day = models.CharField(max_length=20, choices=PartOfDay.choices, blank=True)
    starts_at = models.TimeField(null=True, blank=True)
    ends_at = models.TimeField(null=True, blank=True)
    lead = RichTextField(blank=True, help_text="One sentence that opens the session's page in the report.")
    summary = RichTextField(blank=True)
    key_point = RichTextField(blank=True, help_text="What the session will be remembered for.")

    history = HistoricalRecords()

    class Meta:
        ordering = ["held_on", "part_of_day", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["event", "code"], name="session_code_is_unique_in_event"),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(starts_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="session_ends_after_it_starts",
                violation_error_message="The session ends before it starts.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.title or self.get_kind_display()}"

    def clean(self) -> None:
        """Refuses a track of another event."""
        if self.track and self.track.event_id != self.event_id:
            raise ValidationError({"track": "The track belongs to another event."})

    @property
    def number(self) -> str:
        """The code as it is printed: "3.1"."""
        return self.code.replace("-", ".")


class Presentation(Keyed):
    """What one person said in one session; `organization` is the affiliation at the time."""

    KEY = ("session__event__slug", "session__event__language", "session__code", "position")
    BESIDE = {"has_its_place": "position"}
    ERASED = {"affiliation": ""}

    class Role(models.TextChoices):
        SPEAKER = "speaker", "Speaker"
        KEYNOTE = "keynote", "Keynote speaker"
        OPENING = "opening", "Opening remarks"
        MODERATOR = "moderator", "Moderator"
        CHAIR = "chair", "Chair"

    class Mode(models.TextChoices):
        IN_PERSON = "in_person", "In person"
        VIDEO = "video", "By video"

    session = models.ForeignKey(Session, models.CASCADE, related_name="presentations")
    position = models.PositiveSmallIntegerField(default=1)
    speaker = models.ForeignKey(Person, models.PROTECT, related_name="presentations")
    organization = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="presentations")
    affiliation = LineField(max_length=200, blank=True, help_text="Office or post, where it is worth naming.")
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.SPEAKER)
    mode = models.CharField(max_length=20, choices=Mode.choices, default=Mode.IN_PERSON)
    title = LineField(max_length=250, blank=True)
    findings = RichTextField(blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["session", "position"]
        constraints = [
            models.UniqueConstraint(fields=["session", "position"], name="presentation_has_its_place"),
        ]

    def __str__(self) -> str:
        return f"{self.speaker}, session {self.session.number}"
