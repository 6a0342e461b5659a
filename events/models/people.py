"""Organizations and people, each recorded once and named the same everywhere."""

from django.db import models
from django.db.models import F, Q

from events.models.fields import CountryField, EmailField, LineField
from events.models.keys import Keyed
from events.models.publishing import Language


class Organization(Keyed):
    """A body that hosts, sends people or pays; `acronym` is how tables name it."""

    KEY = ("name",)

    BESIDE = {"is_not_its_own_parent": "parent"}

    class Kind(models.TextChoices):
        UNITED_NATIONS = "united_nations", "United Nations"
        INTERNATIONAL = "international_organization", "International organization"
        GOVERNMENT = "government", "Government"
        PRIVATE = "private_sector", "Private sector"
        ACADEMIA = "academia", "Academia"
        CIVIL_SOCIETY = "civil_society", "Civil society"
        MEDIA = "media", "Media"

    name = LineField(max_length=200, unique=True)
    acronym = LineField(max_length=40, blank=True)
    kind = models.CharField(max_length=30, choices=Kind.choices)
    country = CountryField(blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="organization_is_not_its_own_parent"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.acronym})" if self.acronym else self.name

    @property
    def short_name(self) -> str:
        """The acronym, or the name where there is none."""
        return self.acronym or self.name


class OrganizationAlias(Keyed):
    """Another spelling under which an organization appears in sources."""

    KEY = ("name",)

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="aliases")
    name = LineField(max_length=200, unique=True)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "organization aliases"

    def __str__(self) -> str:
        return self.name


class Person(Keyed):
    """A person. Where a source gives no given name, the honorific stands in its place."""

    KEY = ("family_name", "given_name", "distinction")
    BESIDE = {"is_recorded_once": "distinction"}

    family_name = LineField(max_length=120)
    given_name = LineField(max_length=120, blank=True)
    honorific = LineField(max_length=30, blank=True, help_text="Mr., Ms., Professor; as the source gives it.")
    is_family_name_first = models.BooleanField("family name first", default=False)
    distinction = LineField(max_length=60, blank=True, help_text="Tells two people of the same name apart.")
    organization = models.ForeignKey(Organization, models.SET_NULL, null=True, blank=True, related_name="people")
    country = CountryField(blank=True)
    email = EmailField("e-mail", blank=True, help_text="For letters of the office; it is shown nowhere.")
    language = models.CharField(max_length=2, choices=Language.choices, blank=True, help_text="Of letters.")
    erased_on = models.DateField(null=True, editable=False)

    class Meta:
        ordering = ["family_name", "given_name"]
        verbose_name_plural = "people"
        constraints = [
            models.UniqueConstraint(
                fields=["family_name", "given_name", "distinction"],
                name="person_is_recorded_once",
                violation_error_message="A person of this name is recorded already; say what tells them apart.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name as it is printed: "Tiziana Bonapace", "Lee Byungshik", "Mr. Fredriksson"."""
        parts = [self.given_name or self.honorific, self.family_name]
        return " ".join(p for p in (reversed(parts) if self.is_family_name_first and self.given_name else parts) if p)


class Abbreviation(Keyed):
    """A short form that is not an organization's acronym, explained once for every report."""

    KEY = ("short",)

    short = LineField(max_length=30, unique=True)
    meaning = LineField(max_length=200)

    class Meta:
        ordering = ["short"]

    def __str__(self) -> str:
        return f"{self.short}: {self.meaning}"
