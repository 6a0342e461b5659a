"""Who took part: named people, and groups that were only counted. Both add up to one total."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from events.models.event import Event
from events.models.fields import CountryField, LineField
from events.models.keys import Keyed
from events.models.people import Organization, Person


class Origin(models.TextChoices):
    """Whether someone came from the host country."""

    INTERNATIONAL = "international", "International"
    NATIONAL = "national", "National"


class Sector(models.TextChoices):
    """The part of society that someone represented."""

    GOVERNMENT = "government", "Government"
    PRIVATE = "private_sector", "Private sector"
    ACADEMIA = "academia", "Academia"
    INTERNATIONAL_ORGANIZATION = "international_organization", "International organization"
    CIVIL_SOCIETY = "civil_society", "Civil society"
    MEDIA = "media", "Media"


class Role(models.TextChoices):
    """What someone did at the event."""

    DELEGATE = "delegate", "Delegate"
    SPEAKER = "speaker", "Speaker"
    MINISTER = "minister", "Minister or vice-minister"
    ORGANIZER = "organizer", "Organizer"
    OBSERVER = "observer", "Observer"


class Headcount(Keyed):
    """A counted group.

    Groups of people that are no subset are disjoint and add up, with the named people outside them, to the total.
    A subset ("of whom", or countries and organizations) is shown and never added. `of_count` repeats the parent's
    count so that the database itself refuses a subset larger than its group.
    """

    KEY = ("event__slug", "event__language", "unit", "origin", "sector", "role")
    BESIDE = {
        "fits_into_its_group": "count",
        "inside_a_group_is_a_subset": "is_subset",
        "adds_only_people": "is_subset",
    }

    class Unit(models.TextChoices):
        PEOPLE = "people", "People"
        COUNTRIES = "countries", "Countries"
        ORGANIZATIONS = "organizations", "Organizations"

    event = models.ForeignKey(Event, models.CASCADE, related_name="headcounts")
    position = models.PositiveSmallIntegerField(default=1)
    unit = models.CharField(max_length=20, choices=Unit.choices, default=Unit.PEOPLE)
    origin = models.CharField(max_length=20, choices=Origin.choices, blank=True)
    sector = models.CharField(max_length=30, choices=Sector.choices, blank=True)
    role = models.CharField(max_length=20, choices=Role.choices, blank=True)
    count = models.PositiveIntegerField()
    is_subset = models.BooleanField(
        "already counted in other groups", default=False, help_text="Shown, never added to the total."
    )
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="subsets", verbose_name="inside the group"
    )
    of_count = models.PositiveIntegerField(null=True, editable=False)

    history = HistoricalRecords()

    # Set by a form of several rows, which judges them together.
    is_checked_with_others = False

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "unit", "origin", "sector", "role"],
                name="headcount_counts_a_group_once",
                violation_error_message="This group is counted already.",
            ),
            models.CheckConstraint(
                condition=Q(of_count__isnull=True) | Q(count__lte=F("of_count")),
                name="headcount_fits_into_its_group",
                violation_error_message="A part cannot be larger than the group it is inside.",
            ),
            models.CheckConstraint(
                condition=(Q(parent__isnull=True) & Q(of_count__isnull=True))
                | (Q(parent__isnull=False) & Q(of_count__isnull=False) & Q(is_subset=True)),
                name="headcount_inside_a_group_is_a_subset",
                violation_error_message="What is inside a group is a subset of it.",
            ),
            models.CheckConstraint(
                condition=Q(unit="people") | Q(is_subset=True),
                name="headcount_adds_only_people",
                violation_error_message="Countries and organizations do not add up to people: mark them as a subset.",
            ),
        ]

    def __str__(self) -> str:
        words = [self.get_origin_display(), self.get_sector_display(), self.get_role_display()]
        return f"{', '.join(w for w in words if w) or 'All'}: {self.count} {self.unit}"

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Compares with the parent's present count before the constraints are checked."""
        self.of_count = self.parent.count if self.parent else None
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        """Names the place where a group and its parts do not fit."""
        if self.parent and self.parent.event_id != self.event_id:
            raise ValidationError({"parent": "The group belongs to another event."})
        if self.parent_id and self.parent_id == self.pk:
            raise ValidationError({"parent": "A group cannot be inside itself."})
        largest = self.subsets.order_by("-count").first() if self.pk and self.count is not None else None
        if largest and largest.count > self.count:
            raise ValidationError({"count": f"A part of this group counts {largest.count} already."})
        if self.count is not None and self.event_id and not self.is_checked_with_others:
            others = Headcount.objects.filter(event=self.event_id).exclude(pk=self.pk)
            for fault in overfull([*others, self]):
                raise ValidationError({"count": fault.message})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps `of_count` true here and in the parts, in one transaction."""
        with transaction.atomic():
            self.of_count = self.parent.count if self.parent else None
            super().save(*args, **kwargs)
            self.subsets.exclude(of_count=self.count).update(of_count=self.count)


@dataclass(frozen=True)
class Overfull:
    """Parts of one group, told apart by one property, that are more than the group; `last` is the last of them."""

    last: Headcount
    message: str


def _division(part: Headcount, group: Headcount | None) -> str:
    """The one property that tells a part from its group; empty where there are several."""
    names = [name for name in ("origin", "sector", "role") if getattr(part, name)]
    own = [name for name in names if group is None or getattr(group, name) != getattr(part, name)]
    return own[0] if len(own) == 1 else ""


def overfull(rows: Iterable[Headcount]) -> Iterator[Overfull]:
    """Partitions of an event's counted groups whose parts add up to more than the whole; people only.

    A single part inside a group is left to the database, which refuses it.
    """
    people = [row for row in rows if row.unit == Headcount.Unit.PEOPLE and row.count is not None]
    groups: dict[int | None, Headcount] = {row.pk: row for row in people if row.pk}
    base = sum(row.count for row in people if not row.is_subset)
    divided: dict[tuple[int | None, str], list[Headcount]] = {}
    for row in people:
        group = groups.get(row.parent_id)
        if row.is_subset and (group or row.parent_id is None) and (name := _division(row, group)):
            divided.setdefault((row.parent_id, name), []).append(row)
    for (parent, name), parts in divided.items():
        whole, total = groups[parent].count if parent else base, sum(part.count for part in parts)
        if whole < total and (len(parts) > 1 if parent else base):
            label = "The group counts" if parent else "All groups together count"
            yield Overfull(parts[-1], f"The parts by {name} add up to {total}. {label} {whole}.")


class Participation(Keyed):
    """A named person at an event."""

    KEY = ("event__slug", "event__language", "person__family_name", "person__given_name", "person__distinction")
    BESIDE = {"is_recorded_once": "person"}
    ERASED = {"position": "", "note": "Note removed.", "is_listed": False}

    event = models.ForeignKey(Event, models.CASCADE, related_name="participations")
    person = models.ForeignKey(Person, models.PROTECT, related_name="participations")
    organization = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="participations")
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.DELEGATE)
    sector = models.CharField(max_length=30, choices=Sector.choices, blank=True)
    origin = models.CharField(max_length=20, choices=Origin.choices, blank=True)
    country = CountryField(blank=True)
    position = LineField("position or title", max_length=200, blank=True)
    is_registered = models.BooleanField("registered", default=True)
    has_attended = models.BooleanField("attended", default=False)
    is_remote = models.BooleanField("remotely", default=False, help_text="Took part from elsewhere, or means to.")
    is_listed = models.BooleanField(
        "in the public list", default=False, help_text="The person agreed to be printed in the list of participants."
    )
    note = LineField(max_length=250, blank=True, help_text="For the office, such as who paid the journey.")
    is_in_headcount = models.BooleanField(
        "inside a counted group", default=False, help_text="The person is part of a headcount and not added again."
    )

    class Meta:
        ordering = ["person__family_name", "person__given_name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "person"],
                name="participation_is_recorded_once",
                violation_error_message="This person is on the list already.",
            )
        ]

    @property
    def organization_name(self) -> str:
        """The body that the person came for, or what the person wrote when registering; one query unless selected."""
        if self.organization:
            return str(self.organization.name)
        registration = getattr(self, "registration", None)
        return str(registration.organization) if registration else ""

    def __str__(self) -> str:
        return f"{self.person} ({self.get_role_display()})"
