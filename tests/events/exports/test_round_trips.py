"""What is exported is imported again without a change, whatever it begins with, in every script."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.forms.models import model_to_dict

from events.actions.importing import import_participants, import_travel
from events.exports import participants, travel
from events.exports.tables import as_csv, as_xlsx
from events.imports.checking import RowState
from events.imports.workbook import text_of
from events.models import Event, Organization, Participation, Person, TravelLine
from tests import factories as make

pytestmark = pytest.mark.django_db
TEXTS = (
    *(
        "=cmd|' /C calc'!A0",
        "@x",
        "-5",
        "+82",
        "+82-2-123",
        "-cmd",
        "'=x",
        "''@y",
        "'-5",
        "O'Brien",
        "“Ana”",
        'a "b" c',
    ),
    *(
        "a,b;c",
        "김민수",
        "محمد الأحمد",
        "Đỗ Thị Hương",
        "ልዑል",
        "Ångström",
        "Opoku-Mensah",
        "de Jesus",
        "นายสมชาย",
        "12",
        "x\ty",
    ),
)
FILES = {
    "csv": lambda module, rows: as_csv(module.HEADER, rows),
    "xlsx": lambda module, rows: as_xlsx("Table", module.HEADER, rows),
}


def _text(kind: str, module: Any, rows: Any) -> str:
    return text_of(FILES[kind](module, rows))[0]


def _people(event: Event) -> None:
    bodies = [make.make_organization(name=text) for text in ("=SUM(A1)", "-7 Sisters", "Ministry, of “Words”")]
    for number, text in enumerate(TEXTS):
        person = make.make_person(
            family_name=text if number % 2 else f"{text} {number}",
            given_name=TEXTS[-number],
            honorific=("", "Ms.", "@Dr")[number % 3],
            distinction=("", "", "=b")[number % 3],
            is_family_name_first=number % 2 == 0,
            email=("", f"a{number}@example.org")[number % 2],
        )
        make.make_participation(
            event=event,
            person=person,
            organization=(None, *bodies)[number % 4],
            country=("", "KR", "CI")[number % 3],
            role=("delegate", "speaker", "minister")[number % 3],
            origin=("", "national")[number % 2],
            sector=("", "media")[number % 2],
            position=TEXTS[-number],
            is_registered=number % 2 == 0,
            has_attended=number % 3 == 0,
            is_remote=number % 5 == 0,
            is_listed=number % 4 == 0,
            is_in_headcount=number % 7 == 0,
            note=text,
        )


def _state(model: Any, *without: str) -> list[Any]:
    return [model_to_dict(row, exclude=["id", *without]) for row in model.objects.order_by("pk")]


@pytest.mark.parametrize("kind", FILES)
def test_participants_come_back_as_they_were(kind: str) -> None:
    event, by = make.make_event(), User.objects.create_user("ed")
    _people(event)
    text = _text(kind, participants, participants.participants_table(event))
    before = [_state(model) for model in (Participation, Person, Organization)]
    same = import_participants(event=event, text=text, answers={}, by=by)
    assert {row.state for row in same.rows} == {RowState.SAME}
    assert [_state(model) for model in (Participation, Person, Organization)] == before
    order = {row["person"]: row for row in before[0]}
    Participation.objects.all().delete()
    again = import_participants(event=event, text=text, answers={}, by=by)
    assert (again.new, again.left_out) == (len(TEXTS), [])
    assert {row["person"]: row for row in _state(Participation)} == order
    assert _state(Person) == before[1]


@pytest.mark.parametrize("kind", FILES)
def test_people_who_are_gone_come_back_with_their_names(kind: str) -> None:
    event, by = make.make_event(), User.objects.create_user("ed")
    _people(event)
    text = _text(kind, participants, participants.participants_table(event))
    told = ("organization", "country")
    before = sorted(_state(Person, *told), key=str)
    Participation.objects.all().delete()
    Person.objects.all().delete()
    import_participants(event=event, text=text, answers={}, by=by)
    assert sorted(_state(Person, *told), key=str) == before


def _lines(event: Event) -> None:
    seoul = make.make_dsa_rate(place="Seoul", currency="USD")
    old = make.make_dsa_rate(place="Seoul", currency="USD", effective_from=date(2011, 1, 1), first_60_days=300)
    leg = make.make_terminal_rate(place="New York", currency="USD", amount=63, amount_with_vehicle=20)
    rule = make.make_deduction_rule()
    fund, payer = make.make_funding_source(code="=RB/1"), make.make_organization(name="+Host")
    for number, text in enumerate(TEXTS, 1):
        stay = {"stays_from": date(2012, 10, 16), "stays_until": date(2012, 10, 20)} if number % 2 else {}
        line = make.make_travel_line(
            event=event,
            number=number,
            person=make.make_person(family_name=text, given_name="Ana", distinction=str(number)),
            organization=(None, payer)[number % 2],
            ticket_payer=(payer, None)[number % 2],
            status=TravelLine.Status.values[number % 6],
            note=text,
            funding_source=(fund, None)[number % 2],
            planned_amount=(None, Decimal("1234567.89"), Decimal("0.10"))[number % 3],
            authorized_amount=(None, Decimal(2000))[number % 2],
            variance_reason=TEXTS[-number],
            travel_cost=Decimal("0.01") * number,
            dsa_days=Decimal("4.5"),
            dsa_rate=(seoul, old, None)[number % 3],
            dsa_amount_per_day=(None, None, Decimal("99.95"))[number % 3],
            **stay,
        )
        if number % 2:
            line.legs.create(place="New York", count=2, rate=leg)
            line.legs.create(place="Room: a; “b” × 2", count=1, amount=Decimal("12.30"))
        else:
            line.legs.create(place="new york", count=4, rate=leg, amount=60, has_vehicle=True)
        if number % 4 == 0:
            line.deductions.create(kind="lodging", days=2, rule=rule)
            line.deductions.create(kind="lunch", days=Decimal("1.5"), per_cent=Decimal("7.25"))
    make.make_travel_line(event=event, number=99, is_cancelled=True, note="Cancelled")


def _money(event: Event) -> list[Any]:
    lines = event.travel_lines.order_by("number")
    legs = [
        list(line.legs.order_by("place").values("place", "count", "rate", "amount", "has_vehicle")) for line in lines
    ]
    cuts = [list(line.deductions.order_by("kind").values("kind", "days", "rule", "per_cent")) for line in lines]
    return [[model_to_dict(line, exclude=["id"]) for line in lines], legs, cuts]


@pytest.mark.parametrize("kind", FILES)
def test_travel_lines_come_back_as_they_were(kind: str) -> None:
    event, by = make.make_event(currency="USD"), User.objects.create_user("ed")
    _lines(event)
    text, before = _text(kind, travel, travel.travel_table(event)), _money(event)
    same = import_travel(event=event, text=text, answers={}, by=by)
    assert [(row.number, row.problems, row.cells) for row in same.rows if row.state != RowState.SAME] == []
    event.travel_lines.all().delete()
    again = import_travel(event=event, text=text, answers={}, by=by)
    assert (again.left_out, again.new) == ([], len(TEXTS) + 1)
    assert _money(event) == before
