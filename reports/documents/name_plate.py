"""Name plates for the table: a sheet folded in the middle, the name on both sides, which readers hear once."""

from dataclasses import dataclass
from typing import Any

from events.countries import country_name
from events.models import Event, Participation
from reports.documents.fitting import height_of, size_that_fits
from reports.documents.paper import Paper, Part, in_parts
from reports.documents.paper_people import country_code, organization_of
from reports.pdf import Document

PLATES_IN_A_FILE = 100
_SIZES_OF_NAMES = (16, 18, 20, 24, 28, 32, 36, 40, 44, 48, 56, 64, 72, 80)
_SIZES_OF_ORGANIZATIONS = (9, 10, 12, 14, 16, 18, 20, 22, 24)
# A half of a sheet of A4 that lies on its side, without its margins, in millimetres.
_WIDTH, _NAME_HEIGHT, _ORGANIZATION_HEIGHT, _HALF, _GAP = 265.0, 52.0, 24.0, 105.0, 3.0
_TOPS = "".join(f".plate .top-{top}{{padding-top:{top}mm}}" for top in range(int(_HALF / 2)))


@dataclass(frozen=True)
class Plate:
    """One sheet."""

    name: str
    name_size: int
    below: str
    below_size: int

    @property
    def top(self) -> int:
        """The white above the name that brings both texts into the middle of the half, in millimetres."""
        name = height_of(self.name, width=_WIDTH, size=self.name_size)
        below = height_of(self.below, width=_WIDTH, size=self.below_size)
        return max(0, round((_HALF - name - below - (_GAP if self.below else 0)) / 2))


def plate_of(row: Participation, language: str) -> Plate:
    """What stands on the sheet of a person."""
    country, name = country_name(country_code(row), language), row.person.name
    below = " · ".join(part for part in (organization_of(row), country) if part)
    return Plate(
        name=name,
        name_size=size_that_fits(name, width=_WIDTH, height=_NAME_HEIGHT, sizes=_SIZES_OF_NAMES),
        below=below,
        below_size=size_that_fits(below, width=_WIDTH, height=_ORGANIZATION_HEIGHT, sizes=_SIZES_OF_ORGANIZATIONS),
    )


def name_plates(event: Event, people: list[Participation], *, language: str = "en") -> list[Part]:
    """A sheet for each person."""

    def make(items: tuple[Any, ...], pages_before: int) -> Document:
        context = {"plates": [plate_of(row, language) for row in items]}
        return Paper("name_plate", "name_plates", event, language, css=_TOPS, context=context).document()

    return in_parts("name-plates", people, PLATES_IN_A_FILE, make)
