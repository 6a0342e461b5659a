"""What came of the event."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from reports.figures import Facts


@dataclass(frozen=True)
class Content:
    """The outcomes in their order."""

    items: tuple[SafeString, ...]
    entries: tuple[tuple[str, str], ...] = ()


def heading(facts: Facts) -> str:
    """The usual heading."""
    return "Main outcomes" if len(facts.event.outcomes.all()) > 1 else "Main outcome"


def build(facts: Facts) -> Content | None:
    """The section, or nothing where no outcome was recorded."""
    items = tuple(facts.bound_line(outcome.text) for outcome in facts.event.outcomes.all())
    return Content(items) if items else None
