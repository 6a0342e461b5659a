"""What the papers of an event share: language, dates, lockup, style sheets, and the parts that are built one by one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import dateformat, translation

from evaluations.forms.words import direction
from events.models import Event
from events.narrative import date_range
from reports.documents.final_report import fonts
from reports.documents.paper_words import paper_words
from reports.pdf import Document

# What Django calls the languages whose dates it writes.
_LOCALES = {"zh": "zh-hans"}
# The classes of texts whose size was measured (see fitting).
_SIZES = "".join(f".s{size}{{font-size:{size}pt}}" for size in range(4, 81))
# How a language writes a day (in the letters of Django's date filter): whole, without the year, without the month;
# what joins two of them; and whether the second of two loses what they share, or the first.
_DATES: dict[str, tuple[str, str, str, str, bool]] = {
    "fr": ("j F Y", "j F", "j", " – ", False),
    "es": (r"j \d\e F \d\e Y", r"j \d\e F", "j", " – ", False),
    "ru": ("j E Y г.", "j E", "j", " – ", False),
    "ar": ("j F Y", "j F", "j", " – ", False),
    "zh": ("Y年n月j日", "n月j日", "j日", "至", True),
    "ko": ("Y년 n월 j일", "n월 j일", "j일", "–", True),
}


def paper_dates(first: date, last: date, language: str) -> str:
    """Dates as a language writes them: "18–19 October 2012", "2012年10月18日至19日"."""
    if language not in _DATES:
        return date_range(first, last)
    whole, without_year, day_alone, joint, is_second_short = _DATES[language]
    is_same_month = (first.year, first.month) == (last.year, last.month)
    short = whole if first.year != last.year else day_alone if is_same_month else without_year
    with translation.override(_LOCALES.get(language, language)):
        if first == last:
            return str(dateformat.format(first, whole))
        patterns = (whole, short) if is_second_short else (short, whole)
        return joint.join(dateformat.format(day, one) for day, one in zip((first, last), patterns, strict=True))


def worded_event(event: Event, language: str) -> Event:
    """The event as a language words it, where the public can read it there; else as it is."""
    if event.language == language:
        return event
    others = Event.objects.published().filter(translation_key=event.translation_key, language=language)
    return others.first() or event


@dataclass(frozen=True)
class Part:
    """What one build makes: a file's name without its ending, and its items, of which the document is made.

    `make` takes the items (all of them, or one alone to find out which fails) and the number of pages before them.
    """

    stem: str
    items: tuple[Any, ...]
    make: Callable[[tuple[Any, ...], int], Document]
    # Whether its pages are counted on from the part before it.
    follows: bool = False


def in_parts(
    stem: str, items: Sequence[Any], size: int, make: Callable[[tuple[Any, ...], int], Document]
) -> list[Part]:
    """The parts of a paper with at most `size` items each; one part without a number where one is enough."""
    whole = tuple(items)
    pieces = [whole[start : start + size] for start in range(0, len(whole), size)]
    if len(pieces) <= 1:
        return [Part(stem, whole, make)]
    digits = len(str(len(pieces)))
    return [Part(f"{stem}-{number:0{digits}}", piece, make, number > 1) for number, piece in enumerate(pieces, 1)]


@cache
def _sheet(name: str) -> str:
    return Path(settings.BASE_DIR, "static", "css", f"{name}.css").read_text()


@dataclass(frozen=True)
class Paper:
    """A kind of paper of an event in a language. `words_key` is the name of its title among the words of a paper."""

    template: str
    words_key: str
    event: Event
    language: str
    css: str = ""
    pages_before: int = 0
    context: dict[str, Any] = field(default_factory=dict)

    def document(self) -> Document:
        """The document; its title and its description name nobody."""
        words, event = paper_words(self.language), worded_event(self.event, self.language)
        context = {
            "event": event,
            "language": self.language,
            "direction": direction(self.language),
            "words": words,
            "title": words.get(self.words_key, self.words_key),
            "dates": paper_dates(event.starts_on, event.ends_on, self.language),
            "office": settings.PORTAL,
            # The same data make the same file, today and tomorrow.
            "dated_on": event.starts_on,
            **self.context,
        }
        html = render_to_string(f"reports/documents/{self.template}.html", context)
        first = f"@page:first{{counter-reset:page {self.pages_before + 1}}}" if self.pages_before else ""
        return Document(html, "\n".join([_sheet("papers"), _SIZES, self.css, first]), fonts())
