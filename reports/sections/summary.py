"""What happened, in order, as written by the office with its figures bound to the facts."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from events.text import plain_text
from reports.figures import Facts
from reports.narrative import held_sentence


@dataclass(frozen=True)
class Content:
    """`opening` is computed, `text` is written."""

    opening: str
    text: SafeString
    entries: tuple[tuple[str, str], ...] = ()


def heading(facts: Facts) -> str:
    """The usual heading."""
    return "Summary"


def build(facts: Facts) -> Content | None:
    """The section, or nothing where no summary was written."""
    if not plain_text(facts.report.summary):
        return None
    return Content(held_sentence(facts), facts.bound(facts.report.summary, heading=3))
