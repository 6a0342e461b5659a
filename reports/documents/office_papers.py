"""The papers that the office prints for an event: their kinds, what is asked for, and their parts."""

from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from events.models import Event
from reports.documents.attendance_sheet import BLANK_LINES, attendance_sheets
from reports.documents.badge import badges
from reports.documents.certificate import Signatory, certificates
from reports.documents.label_formats import USUAL
from reports.documents.name_plate import name_plates
from reports.documents.paper import Part
from reports.documents.paper_people import ATTENDED, EVERYBODY, Choice, chosen
from reports.documents.participant_list import participant_list
from reports.documents.travel_summary import travel_summary


class Kind(StrEnum):
    """A kind of paper; the value is its name in addresses and on disk."""

    PARTICIPANTS = "participants"
    BADGES = "badges"
    CERTIFICATES = "certificates"
    ATTENDANCE = "attendance"
    NAME_PLATES = "plates"
    TRAVEL = "travel"

    @property
    def words(self) -> str:
        """What the staff call it."""
        return _WORDS[self]


_WORDS = {
    Kind.PARTICIPANTS: "List of participants",
    Kind.BADGES: "Badges",
    Kind.CERTIFICATES: "Certificates of attendance",
    Kind.ATTENDANCE: "Attendance sheets",
    Kind.NAME_PLATES: "Name plates",
    Kind.TRAVEL: "Travel summary",
}
# The papers that name participants, and not what was paid for them.
OF_PEOPLE = tuple(kind for kind in Kind if kind is not Kind.TRAVEL)


@dataclass(frozen=True)
class Order:
    """What is asked for; everything but the kinds has a usual value."""

    kinds: tuple[Kind, ...]
    language: str = "en"
    of_whom: str = EVERYBODY
    role: str = ""
    people: tuple[int, ...] = ()
    is_public: bool = True
    sheet: str = USUAL
    first: int = 1
    signatory: str = ""
    position: str = ""
    place: str = ""
    issued_on: date | None = None
    occasions: tuple[str, ...] = field(default=())
    blank_lines: int = BLANK_LINES

    @property
    def choice(self) -> Choice:
        """Whose papers are made."""
        return Choice(self.of_whom, self.role, self.people)

    def as_data(self) -> dict[str, Any]:
        """What is written to disk for the process that builds."""
        return asdict(self) | {"issued_on": self.issued_on.isoformat() if self.issued_on else None}

    @classmethod
    def of_data(cls, data: dict[str, Any]) -> "Order":
        """The same again."""
        day = date.fromisoformat(data["issued_on"]) if data["issued_on"] else None
        lists = {name: tuple(data[name]) for name in ("people", "occasions")}
        return cls(**data | lists | {"issued_on": day, "kinds": tuple(Kind(kind) for kind in data["kinds"])})


def people_for(kind: Kind, event: Event, order: Order) -> list[Any]:
    """The participations for whom a paper is made; of the list and the travel summary all that there are."""
    if kind is Kind.CERTIFICATES and not order.people:
        return chosen(event, Choice(ATTENDED, order.role))
    return chosen(event, order.choice, in_person=kind is not Kind.CERTIFICATES)


def parts_of(kind: Kind, event: Event, order: Order) -> list[Part]:
    """The parts of a paper, each to be built alone. Raises NotAttendedError for certificates of absent people."""
    language = order.language
    if kind is Kind.PARTICIPANTS:
        only = order.of_whom == ATTENDED
        return participant_list(event, language=language, is_public=order.is_public, attended_only=only)
    if kind is Kind.TRAVEL:
        return travel_summary(event)
    people = people_for(kind, event, order)
    if kind is Kind.BADGES:
        return badges(event, people, language=language, sheet=order.sheet, first=order.first)
    if kind is Kind.CERTIFICATES:
        signatory = Signatory(order.signatory, order.position, order.place, order.issued_on)
        return certificates(event, people, language=language, signatory=signatory)
    if kind is Kind.ATTENDANCE:
        keys, blank = order.occasions, order.blank_lines
        return attendance_sheets(event, people, language=language, keys=keys, blank_lines=blank)
    return name_plates(event, people, language=language)
