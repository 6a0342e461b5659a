"""Organizations, people and abbreviations."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django_countries.filters import CountryFilter

from events.admin.erasing import PersonErasing
from events.admin.merging import OrganizationMerging, PersonMerging
from events.desk.keys import KeyedAdmin, Rows
from events.imports.known import describe
from events.models import Abbreviation, Organization, OrganizationAlias, Person


class AliasRows(Rows):
    """Other spellings of the organization's name."""

    model = OrganizationAlias


@admin.register(Organization)
class OrganizationAdmin(OrganizationMerging, KeyedAdmin):  # type: ignore[misc]  # a part names its template
    """Each organization once; other spellings are its aliases."""

    list_display = ["name", "acronym", "kind", "country", "parent"]
    list_filter = ["kind", ("country", CountryFilter)]
    list_select_related = ["parent"]
    search_fields = ["name", "acronym", "aliases__name"]
    autocomplete_fields = ["parent"]
    inlines = [AliasRows]
    fieldsets = [
        (
            None,
            {
                "description": "Tables and charts show the acronym, running text the name.",
                "fields": ["name", "acronym", "kind", "country", "parent"],
            },
        )
    ]


@admin.register(OrganizationAlias)
class OrganizationAliasAdmin(KeyedAdmin):
    """Spellings that were found in sources."""

    list_display = ["name", "organization"]
    list_select_related = ["organization"]
    search_fields = ["name", "organization__name", "organization__acronym"]
    autocomplete_fields = ["organization"]


@admin.register(Person)
class PersonAdmin(PersonErasing, PersonMerging, KeyedAdmin):
    """Each person once."""

    list_display = ["full_name", "honorific", "organization", "country"]
    list_filter = [("country", CountryFilter)]
    list_select_related = ["organization"]
    search_fields = ["family_name", "given_name", "distinction", "organization__name", "organization__acronym"]
    autocomplete_fields = ["organization"]
    fieldsets = [
        (
            "Name",
            {
                "description": "Write the name once, as the person writes it; every page and table takes it from here.",
                "fields": [("family_name", "given_name"), "is_family_name_first", "honorific", "distinction"],
            },
        ),
        ("Where from", {"fields": ["organization", "country"]}),
        ("Letters", {"fields": ["email", "language"]}),
    ]

    @admin.display(description="name", ordering="family_name")
    def full_name(self, person: Person) -> str:
        """The name as it is printed."""
        return person.name

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> Any:
        """Finds "Lee Byungshik" and "Lee, Byungshik" alike, with the organizations that tell people apart."""
        found = queryset.select_related("organization")
        return super().get_search_results(request, found, search_term.replace(",", " "))

    def in_results(self, person: Person) -> str:
        """The person while one types, told apart by organization and country."""
        return describe(person)


@admin.register(Abbreviation)
class AbbreviationAdmin(KeyedAdmin):
    """Short forms that reports explain."""

    list_display = ["short", "meaning"]
    search_fields = ["short", "meaning"]
