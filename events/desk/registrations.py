"""The registrations of an event as the desk lists them: by state, by what is sought, a page at a time."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet

from events.actions.deciding import APPROVABLE, CANCELLABLE, QUEUEABLE, REFUSABLE, with_letters
from events.forms.catalogue import FIELDS
from events.models import Message, Registration, RegistrationForm

A_PAGE = 50
LONGEST_SEARCH = 100
ALL, LETTERS = "all", "letters"
State = Registration.State


@dataclass(frozen=True)
class Row:
    """One registration with what may be decided about it now."""

    registration: Any
    place: int | None = None

    @property
    def key(self) -> str:
        """What a button sends: the number and the state that was seen."""
        return f"{self.registration.pk}.{self.registration.state}"

    @property
    def called(self) -> str:
        """The name, or the address of somebody who was invited without one."""
        return str(self.registration.name or self.registration.email)

    @property
    def answers(self) -> list[tuple[str, str]]:
        """What was asked beyond the usual: the words of the form, and the answer."""
        given = self.registration.answers
        labels = {key: FIELDS[key].label if key in FIELDS else key for key in given}
        return [(labels[key], str(words)) for key, words in given.items() if words]

    @property
    def may_approve(self) -> bool:
        """Whether it can be confirmed."""
        return self.registration.state in APPROVABLE

    @property
    def may_refuse(self) -> bool:
        """Whether it can be refused."""
        return self.registration.state in REFUSABLE

    @property
    def may_queue(self) -> bool:
        """Whether it can be put on the waiting list."""
        return self.registration.state in QUEUEABLE

    @property
    def may_cancel(self) -> bool:
        """Whether it can be cancelled."""
        return self.registration.state in CANCELLABLE

    @property
    def is_pending(self) -> bool:
        """Whether somebody has to decide."""
        return bool(self.registration.state == State.PENDING)

    @property
    def has_lost_letter(self) -> bool:
        """Whether the last letter could not be sent."""
        return bool(self.registration.letter_state == Message.State.REFUSED)

    @property
    def has_waiting_letter(self) -> bool:
        """Whether the last letter has not left yet."""
        return bool(self.registration.letter_state == Message.State.WAITING)


@dataclass(frozen=True)
class Tab:
    """A choice of the list: its value, its words, and how many there are."""

    value: str
    label: str
    count: int


@dataclass(frozen=True)
class Shown:
    """What the page lists."""

    tabs: tuple[Tab, ...]
    chosen: str
    sought: str
    page: Any
    rows: tuple[Row, ...]
    counts: dict[str, int]

    @property
    def is_decidable(self) -> bool:
        """Whether several of the list can be decided on at once."""
        return self.chosen in (ALL, State.PENDING, State.WAITING)

    @property
    def total(self) -> int:
        """How many registrations the event has."""
        return sum(self.counts.values())


def rows_of(form: RegistrationForm) -> Any:
    """All registrations of a form, each with what became of its last letter."""
    rows: QuerySet[Registration] = Registration.objects.filter(form=form).select_related("participation")
    return with_letters(rows)


def lost_letters(form: RegistrationForm) -> Any:
    """Those whose last letter the mail server refused."""
    return rows_of(form).filter(letter_state=Message.State.REFUSED)


def counts_of(form: RegistrationForm) -> dict[str, int]:
    """How many there are in each state, in one query."""
    found = form.registrations.order_by().aggregate(
        **{state.value: Count("pk", filter=Q(state=state)) for state in State}
    )
    return {state.value: found[state.value] for state in State}


def _tabs(counts: dict[str, int], lost: int) -> tuple[Tab, ...]:
    tabs = [Tab(ALL, "All", sum(counts.values()))]
    tabs += [Tab(state.value, str(state.label), counts[state.value]) for state in State if counts[state.value]]
    return (*tabs, Tab(LETTERS, "Letters not sent", lost)) if lost else tuple(tabs)


def _matching(rows: Any, chosen: str, sought: str) -> Any:
    for word in sought.split():
        texts = ("name", "email", "organization", "position")
        rows = rows.filter(Q(*((f"{text}__icontains", word) for text in texts), _connector=Q.OR))
    if chosen == LETTERS:
        return rows.filter(letter_state=Message.State.REFUSED)
    if chosen == State.WAITING:
        return rows.filter(state=chosen).order_by("queued_at", "pk")
    return rows if chosen == ALL else rows.filter(state=chosen)


def shown(form: RegistrationForm, *, state: str, sought: str, number: Any) -> Shown:
    """The list; without a choice, those who wait for a decision come first. A constant number of queries."""
    counts = counts_of(form)
    tabs = _tabs(counts, lost_letters(form).count())
    usual = State.PENDING.value if counts[State.PENDING] and not sought else ALL
    chosen = state if state in {tab.value for tab in tabs} else usual
    sought = sought.replace("\x00", "")[:LONGEST_SEARCH].strip()
    page = Paginator(_matching(rows_of(form), chosen, sought), A_PAGE).get_page(number)
    is_queue = chosen == State.WAITING and not sought
    rows = (Row(one, page.start_index() + n if is_queue else None) for n, one in enumerate(page.object_list))
    return Shown(tabs, chosen, sought, page, tuple(rows), counts)
