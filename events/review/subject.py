"""What is reviewed: the texts of an item in the order in which they are read, and what the rules must know of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from events.models import Event, Language
from events.review.blocks import Block, read
from events.review.finding import Finding
from events.review.register import Register


@dataclass(frozen=True)
class Text:
    """One field with words in it; a line is plain text, anything else rich text."""

    field: str
    markup: str
    is_line: bool = False

    @cached_property
    def _read(self) -> tuple[tuple[Block, ...], frozenset[str]]:
        return ((Block(self.markup),) if self.markup else (), frozenset()) if self.is_line else read(self.markup)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Its paragraphs, headings, list items and cells."""
        return self._read[0]

    @property
    def ids(self) -> frozenset[str]:
        """The places in it to which a link may lead."""
        return self._read[1]


@dataclass(frozen=True)
class RowLink:
    """A link that has a row of its own: the fields of its words and of its address."""

    label_field: str
    label: str
    address_field: str
    address: str


@dataclass(frozen=True)
class AlternativeText:
    """A picture's alternative text."""

    field: str
    words: str
    is_decorative: bool


@dataclass(frozen=True)
class Subject:
    """An item with its texts. `rows_below` links and files are listed under the last text; `told_on` is its date."""

    language: str
    address: str
    public_at: datetime
    register: Register
    texts: tuple[Text, ...]
    references: Mapping[str, int | str] = field(default_factory=dict)
    links: tuple[RowLink, ...] = ()
    pictures: tuple[AlternativeText, ...] = ()
    rows_below: int = 0
    event: Event | None = None
    told_on: date | None = None

    @property
    def is_english(self) -> bool:
        """Whether the rules about English wording apply."""
        return self.language == Language.ENGLISH

    @property
    def prose(self) -> Iterator[Text]:
        """The rich texts alone."""
        return (text for text in self.texts if not text.is_line)


Rule = Callable[[Subject], Iterable[Finding]]
