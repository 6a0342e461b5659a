"""The list of participants: who stands under which heading, and in which order."""

import pytest

from events.figures.roster import RosterPerson, roster
from events.models import Event, Organization, Role, Sector
from tests.factories.events import make_event, make_organization, make_participation, make_person

pytestmark = pytest.mark.django_db


def _come(event: Event, family_name: str, **fields: object) -> None:
    person = make_person(family_name=family_name, given_name=str(fields.pop("given_name", "")))
    make_participation(event=event, person=person, **({"has_attended": True} | fields))


def _headings(event: Event, **options: object) -> list[tuple[str, str, list[str]]]:
    return [(g.kind, g.heading, [p.name for p in g.people]) for g in roster(event, **options)]  # type: ignore[arg-type]


def test_roster_puts_states_first_then_organizations_others_and_the_secretariat() -> None:
    event = make_event()
    world_bank = make_organization(name="World Bank")
    college = make_organization(name="College", kind=Organization.Kind.ACADEMIA)
    _come(event, "Host", role=Role.ORGANIZER, country="KR", sector=Sector.GOVERNMENT)
    _come(event, "Reporter", sector=Sector.MEDIA, country="FR")
    _come(event, "Scholar", organization=college, country="VN")
    _come(event, "Banker", organization=world_bank, country="US")
    _come(event, "Envoy", sector=Sector.INTERNATIONAL_ORGANIZATION)
    _come(event, "Nguyen", sector=Sector.GOVERNMENT, country="VN")
    _come(event, "Kouassi", country="CI")
    _come(event, "Delegate", sector=Sector.GOVERNMENT, country="VN", organization=world_bank)
    _come(event, "Nobody")
    assert _headings(event) == [
        ("state", "Côte d’Ivoire", ["Kouassi"]),
        ("state", "Viet Nam", ["Delegate", "Nguyen"]),
        ("organization", "International organizations", ["Envoy"]),
        ("organization", "World Bank", ["Banker"]),
        ("other", "Other participants", ["Nobody", "Reporter", "Scholar"]),
        ("secretariat", "Secretariat", ["Host"]),
    ]


def test_roster_follows_the_alphabet_of_the_language() -> None:
    event = make_event()
    for code in ("DE", "KR", "ZA"):
        _come(event, f"From {code}", country=code)
    _come(event, "Staff", role=Role.ORGANIZER)
    assert [g.heading for g in roster(event, language="fr")] == [
        *("Afrique du Sud", "Allemagne", "République de Corée", "Secrétariat"),
    ]
    assert [g.heading for g in roster(event, language="ko")] == ["남아프리카공화국", "대한민국", "독일", "사무국"]


def test_ministers_lead_and_the_others_follow_by_family_name() -> None:
    event = make_event()
    _come(event, "Álvarez", given_name="Zoe", country="ES")
    _come(event, "Alvarez", given_name="Ana", country="ES")
    _come(event, "Zapata", role=Role.MINISTER, country="ES", position="Minister of Finance")
    (group,) = roster(event)
    assert [person.name for person in group.people] == ["Zapata", "Ana Alvarez", "Zoe Álvarez"]
    assert group.people[0] == RosterPerson("Zapata", "Minister of Finance", "", "Minister or vice-minister")


def test_roster_keeps_out_whoever_stayed_away_did_not_agree_or_was_erased() -> None:
    event = make_event()
    _come(event, "Present", country="KR", is_listed=True)
    _come(event, "Silent", country="KR")
    _come(event, "Absent", country="KR", is_listed=True, has_attended=False)
    erased = make_person(family_name="Erased", erased_on="2026-01-01")
    make_participation(event=event, person=erased, has_attended=True, is_listed=True, country="KR")
    assert _headings(event) == [("state", "Republic of Korea", ["Present", "Silent"])]
    assert _headings(event, listed_only=True) == [("state", "Republic of Korea", ["Present"])]
    everybody = _headings(event, attended_only=False)
    assert everybody == [("state", "Republic of Korea", ["Absent", "Present", "Silent"])]
    assert roster(make_event()) == ()


def test_roster_asks_once_however_many_came(django_assert_num_queries: object) -> None:
    event = make_event()
    for number in range(5):
        _come(event, f"Person {number}", country="KR", organization=make_organization())
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert sum(len(group.people) for group in roster(event)) == 5
