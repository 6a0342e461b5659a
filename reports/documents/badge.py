"""Badges on sheets of labels or card: name, organization, country, role by colour and word, and the check-in code."""

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from events.actions.badges import badge_address
from events.countries import country_name
from events.models import Event, Participation
from reports.documents.fitting import size_that_fits
from reports.documents.label_formats import FORMATS, USUAL, LabelFormat
from reports.documents.paper import Paper, Part, in_parts, worded_event
from reports.documents.paper_people import country_code, organization_of
from reports.documents.paper_words import paper_words
from reports.documents.survey_form import qr_code
from reports.pdf import Document

BADGES_IN_A_FILE = 60
_SIZES_OF_NAMES = (4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 16, 18, 20, 22, 24, 26, 28, 32, 36, 40)
_SIZES_OF_ORGANIZATIONS = (5, 6, 7, 8, 9, 10, 11, 12, 14, 16)
_SIZES_OF_TITLES = (4, 5, 6, 7, 8, 10, 12, 14)


@dataclass(frozen=True)
class Layout:
    """The areas of a badge in millimetres, from its size: margin, head, name, lower part with the code, and band."""

    width: float
    height: float

    @property
    def pad(self) -> float:
        """White around everything."""
        return round(self.width * 0.052, 2)

    @property
    def inner(self) -> float:
        """What a line may be wide."""
        return self.width - 2 * self.pad

    @property
    def band(self) -> float:
        """The height of the coloured band with the role."""
        return round(min(self.height * 0.14, 15), 2)

    @property
    def head(self) -> float:
        """The height of the event's title."""
        return round(self.height * 0.12, 2)

    @property
    def code(self) -> float:
        """The side of the code."""
        return round(min(self.height * 0.36, 34), 2)

    @property
    def name(self) -> float:
        """The height of the name."""
        return self.height - self.band - self.head - self.code - 2 * self.pad

    @property
    def beside(self) -> float:
        """What a line beside the code may be wide."""
        return self.inner - self.code - self.pad / 2

    def rules(self) -> dict[str, dict[str, float]]:
        """Where each area of a badge lies, for the style sheet."""
        return {
            ".badge": {"width": self.width, "height": self.height},
            ".badge .event": {"left": self.pad, "top": self.pad, "width": self.inner, "height": self.head},
            ".badge .name": {"left": self.pad, "bottom": self.band + self.code + self.pad * 0.7, "width": self.inner},
            ".badge .from": {
                "left": self.pad,
                "top": self.height - self.band - self.code - self.pad * 0.3,
                "width": self.beside,
                "height": self.code,
            },
            ".badge .code": {
                "left": self.width - self.pad * 0.6 - self.code,
                "top": self.height - self.band - self.code - self.pad * 0.4,
                "width": self.code,
                "height": self.code,
            },
            ".badge .role": {"left": 0, "bottom": 0, "width": self.width, "height": self.band},
            ".badge .role span": {"line-height": self.band},
        }


def _rule(selector: str, measures: dict[str, Any]) -> str:
    return f"{selector}{{{';'.join(f'{name}:{round(float(value), 3)}mm' for name, value in measures.items())}}}"


def _styles(sheet: LabelFormat) -> str:
    """The paper, the place of each badge on it, and the areas of a badge."""
    wide, high = sheet.page
    layout = Layout(float(sheet.width), float(sheet.height))
    rules = [f"@page{{size:{wide}mm {high}mm;margin:0}}", _rule(".sheet", {"width": wide, "height": high})]
    for number in range(sheet.count):
        left, top = sheet.place(number)
        rules.append(_rule(f".at-{number}", {"left": left, "top": top}))
    rules += [_rule(selector, measures) for selector, measures in layout.rules().items()]
    return "\n".join([*rules, f".badge .role{{font-size:{round(layout.band * 1.45, 1)}pt}}"])


@dataclass(frozen=True)
class Badge:
    """What stands on one badge, with the sizes at which it fits."""

    at: int
    name: str
    name_size: int
    organization: str
    country: str
    from_size: int
    role: str
    role_word: str
    code: SafeString


def badge_of(row: Participation, at: int, sheet: LabelFormat, language: str) -> Badge:
    """The badge of a person."""
    words, layout = paper_words(language), Layout(float(sheet.width), float(sheet.height))
    organization, country = organization_of(row), country_name(country_code(row), language)
    # Both stand under each other, so that they are measured as one text with a line more.
    both, beside = f"{organization} {country}".strip(), layout.code * 0.92
    name_size = size_that_fits(row.person.name, width=layout.inner, height=layout.name, sizes=_SIZES_OF_NAMES)
    sizes = [size for size in _SIZES_OF_ORGANIZATIONS if size <= name_size] or [min(_SIZES_OF_ORGANIZATIONS)]
    return Badge(
        at=at,
        name=row.person.name,
        name_size=name_size,
        organization=organization,
        country=country,
        from_size=size_that_fits(both, width=layout.beside, height=beside * 0.8, sizes=sizes),
        role=row.role,
        role_word=words.get(row.role, ""),
        code=qr_code(badge_address(row), words["check_in"]),
    )


def _document(event: Event, sheet: LabelFormat, language: str, items: tuple[Any, ...]) -> Document:
    places = [(number, row) for number, row in enumerate(items) if row is not None]
    badges = [badge_of(row, number % sheet.count, sheet, language) for number, row in places]
    pages: dict[int, list[Badge]] = {}
    for (number, _), badge in zip(places, badges, strict=True):
        pages.setdefault(number // sheet.count, []).append(badge)
    layout = Layout(float(sheet.width), float(sheet.height))
    title = worded_event(event, language).title
    title_size = size_that_fits(title, width=layout.inner, height=layout.head, sizes=_SIZES_OF_TITLES)
    context = {"pages": list(pages.values()), "title_size": title_size, "is_cut": sheet.is_cut}
    return Paper("badge", "badges", event, language, css=_styles(sheet), context=context).document()


def badges(
    event: Event, people: list[Participation], *, language: str = "en", sheet: str = USUAL, first: int = 1
) -> list[Part]:
    """The badges of people; the first stands at position `first` of a sheet that is used up to there."""
    form = FORMATS[sheet]
    items = [None] * (first - 1) + people if people else []
    size = max(1, BADGES_IN_A_FILE // form.count) * form.count

    def make(items: tuple[Any, ...], pages_before: int) -> Document:
        return _document(event, form, language, items)

    return in_parts("badges", items, size, make)
