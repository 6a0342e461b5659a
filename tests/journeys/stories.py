"""A story: what is typed in the admin, and every line that is different afterwards."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db.models import Model

from evaluations.models import Question
from events.actions.closing import reopen_budget
from events.models import Event, Headcount, Session, TravelLine
from tests.journeys.portal import PLACES
from unpog_portal.management.commands.demo import SLUG

Pair = tuple[str, str]
# Places that say the same: all editions of the report, those for print, and those that the public reads.
GROUPS = {
    "report": ("page", "public", "internal"),
    "print": ("public", "internal"),
    "unnamed": ("page", "public"),
    "bars": ("page", "event", "public", "internal"),
}


@dataclass(frozen=True)
class Story:
    """`typed` are fields of the form on `row`'s page, `unticked` boxes; `differs` gives old and new text by place."""

    row: Callable[[], Model]
    typed: Callable[[], Mapping[str, object]]
    differs: Mapping[str, tuple[Pair, ...]]
    unticked: tuple[str, ...] = ()

    def expected(self, before: Mapping[str, str]) -> dict[str, str]:
        """What every place should say afterwards: the old text with every difference, and nothing else."""
        pairs: dict[str, list[Pair]] = {place: [] for place in PLACES}
        for name, differences in self.differs.items():
            for place in GROUPS.get(name, (name,)):
                pairs[place].extend(differences)
        return {place: _replaced(before[place], pairs[place], place) for place in PLACES}


def _replaced(text: str, pairs: list[Pair], place: str) -> str:
    for old, new in pairs:
        assert old in text, f"{place} does not say {old!r}"
        text = text.replace(old, new)
    return text


def travel_line(number: int) -> Callable[[], Model]:
    """A line of the budget, which is final: it is opened again first."""

    def row() -> Model:
        reopen_budget(event=Event.objects.get(slug=SLUG), by=None, reason="a mistake was found")
        return TravelLine.objects.get(event__slug=SLUG, number=number)

    return row


def headcount(**fields: str) -> Callable[[], Model]:
    return lambda: Headcount.objects.get(event__slug=SLUG, **fields)


def session(code: str) -> Callable[[], Model]:
    return lambda: Session.objects.get(event__slug=SLUG, code=code)


def question(number: int) -> Callable[[], Model]:
    return lambda: Question.objects.get(survey__event__slug=SLUG, number=number)


def the_event() -> Model:
    return Event.objects.get(slug=SLUG)


def typed(**fields: object) -> Callable[[], Mapping[str, object]]:
    return lambda: {name.replace("__", "-"): value for name, value in fields.items()}
