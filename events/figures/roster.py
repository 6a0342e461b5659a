"""The list of participants in the order of the United Nations: States, organizations, others, the secretariat."""

from collections.abc import Iterable
from dataclasses import dataclass

from events.countries import country_name, sort_key
from events.models import Event, Organization, Participation, Role, Sector

STATE, ORGANIZATION, OTHER, SECRETARIAT = "state", "organization", "other", "secretariat"
_ORDER = (STATE, ORGANIZATION, OTHER, SECRETARIAT)
_INTERNATIONAL = (Organization.Kind.UNITED_NATIONS, Organization.Kind.INTERNATIONAL)
# What stands over people who are under no State and no organization of their own.
_HEADINGS = {
    ORGANIZATION: {
        "ar": "المنظمات الدولية",
        "zh": "国际组织",
        "en": "International organizations",
        "fr": "Organisations internationales",
        "ru": "Международные организации",
        "es": "Organizaciones internacionales",
        "ko": "국제기구",
    },
    OTHER: {
        "ar": "مشاركون آخرون",
        "zh": "其他与会者",
        "en": "Other participants",
        "fr": "Autres participants",
        "ru": "Другие участники",
        "es": "Otros participantes",
        "ko": "기타 참가자",
    },
    SECRETARIAT: {
        "ar": "الأمانة",
        "zh": "秘书处",
        "en": "Secretariat",
        "fr": "Secrétariat",
        "ru": "Секретариат",
        "es": "Secretaría",
        "ko": "사무국",
    },
}


@dataclass(frozen=True)
class RosterPerson:
    """A line of the list; what is not known is empty. `role` is its label, such as "Speaker"."""

    name: str
    position: str
    organization: str
    role: str


@dataclass(frozen=True)
class RosterGroup:
    """The people under one heading: a State's short name, an organization's name, or a heading of the list's own."""

    kind: str
    heading: str
    people: tuple[RosterPerson, ...]


def kind_of(row: Participation) -> str:
    """The part of the list that a participant belongs to; the sector speaks before the organization's kind."""
    stands_for = row.sector or (row.organization.kind if row.organization else "")
    if row.role == Role.ORGANIZER:
        return SECRETARIAT
    if stands_for == Sector.INTERNATIONAL_ORGANIZATION or stands_for in _INTERNATIONAL:
        return ORGANIZATION
    return STATE if row.country and stands_for in ("", Sector.GOVERNMENT) else OTHER


def _heading(row: Participation, kind: str, language: str) -> str:
    if kind == STATE:
        return country_name(row.country.code, language)
    if kind == ORGANIZATION and row.organization:
        return row.organization.name
    return _HEADINGS[kind].get(language[:2], _HEADINGS[kind]["en"])


def _place_within(row: Participation, language: str) -> tuple[object, ...]:
    """Ministers lead their delegation; then family names, and given names where those are equal."""
    person = row.person
    return (
        row.role != Role.MINISTER,
        sort_key(person.family_name, language),
        sort_key(person.given_name, language),
        row.pk,
    )


def _line(row: Participation) -> RosterPerson:
    return RosterPerson(row.person.name, row.position, row.organization_name, row.get_role_display())


def _chosen(event: Event, *, listed_only: bool, attended_only: bool) -> Iterable[Participation]:
    rows = event.participations.filter(person__erased_on__isnull=True).select_related(
        "person", "organization", "registration"
    )
    rows = rows.filter(is_listed=True) if listed_only else rows
    return rows.filter(has_attended=True) if attended_only else rows


def roster(
    event: Event, *, language: str = "en", listed_only: bool = False, attended_only: bool = True
) -> tuple[RosterGroup, ...]:
    """Everybody under their heading: States in the alphabetical order of the language, organizations by name, others,
    and the secretariat. Whoever was erased is left out. One query."""
    groups: dict[tuple[str, str], list[Participation]] = {}
    for row in _chosen(event, listed_only=listed_only, attended_only=attended_only):
        kind = kind_of(row)
        groups.setdefault((kind, _heading(row, kind, language)), []).append(row)
    places = sorted(groups, key=lambda place: (_ORDER.index(place[0]), sort_key(place[1], language)))
    return tuple(
        RosterGroup(
            kind,
            heading,
            tuple(_line(row) for row in sorted(groups[kind, heading], key=lambda row: _place_within(row, language))),
        )
        for kind, heading in places
    )
