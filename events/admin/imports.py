"""Two pages for each import: paste and check; nothing is written before somebody has seen what would be."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from events.actions.importing import import_participants, import_programme
from events.desk.tables import TableForm
from events.imports import participants, programme
from events.imports.checking import Check, CheckedRow, RowState, count_phrase
from events.imports.participants import check_participants
from events.imports.programme import check_programme
from events.imports.table import Column, TableError
from events.models import Event, Organization, Participation, Person, Session
from events.narrative import date_range
from events.policy import Verb, may, open_to

MOST_SHOWN = 200
_COUNTED = {RowState.PROBLEM: "with a problem"}
_ANSWERS = ("person:", "organization:", "affiliation:")


@dataclass(frozen=True)
class Kind:
    """One kind of table: what it is called, its columns, and what checks it and carries it out."""

    title: str
    intro: str
    columns: tuple[Column, ...]
    example: tuple[tuple[str, ...], ...]
    row: type[Model]
    verb: str
    one: str
    more: str
    check: Callable[..., Check]
    carry_out: Callable[..., Check]

    def button(self, check: Check) -> str:
        """What the button says: "Add 12 sessions and change 3"; empty where there is nothing to write."""
        new = f"{self.verb} {count_phrase(check.new, self.one, self.more)}" if check.new else ""
        if not check.changed:
            return new
        return (
            f"{new} and change {check.changed:,}"
            if new
            else f"Change {count_phrase(check.changed, self.one, self.more)}"
        )


PROGRAMME = Kind(
    "Paste a programme",
    "Copy the rows of your spreadsheet, with the row that names the columns, and paste them. A row is a session. "
    "An empty day means the day of the row above. Nothing that is here already is taken away.",
    programme.COLUMNS,
    programme.EXAMPLE,
    Session,
    "Add",
    "session",
    "sessions",
    check_programme,
    import_programme,
)
PARTICIPANTS = Kind(
    "Import participants",
    "Copy the rows of your spreadsheet, with the row that names the columns, and paste them. A row is a person. "
    "An empty cell changes nothing, and nobody who is on the list already is taken off it.",
    participants.COLUMNS,
    participants.EXAMPLE,
    Participation,
    "Import",
    "person",
    "people",
    check_participants,
    import_participants,
)


class PasteForm(TableForm):
    """The first step: which event, and the text or the file."""

    event = forms.ModelChoiceField(Event.objects.none(), label="Event", empty_label=None)
    field_order = ["event", "text", "file"]
    file_help = "XLSX or CSV, up to 5,000 rows."

    def __init__(self, *args: Any, events: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["event"]
        field.queryset = events
        field.label_from_instance = lambda event: f"{event}, {date_range(event.starts_on, event.ends_on)}"


def _answers(request: HttpRequest) -> dict[str, str]:
    return {name: str(value) for name, value in request.POST.items() if name.startswith(_ANSWERS)}


def may_import(user: Any, kind: Kind, event: Event) -> bool:
    """Whether somebody may add and change rows of an event at once."""
    row = kind.row(event=event)
    return may(user, Verb.ADD, row) and may(user, Verb.CHANGE, row)


@dataclass(frozen=True)
class _Desk:
    """One request for an import: who asks, for what, and for which event where the address names one."""

    keeper: Any
    request: HttpRequest
    kind: Kind
    event: Event | None

    def answer(self) -> Any:
        """The page for what was pressed."""
        post = self.request.POST
        if self.request.method != "POST" or "_back" in post:
            given = {"text": post.get("text", ""), "event": post.get("event")} if post else {}
            return self.paste(self.form(initial={"event": self.event or self.events().first(), **given}))
        form = self.form({**post.dict(), **({"event": self.event.pk} if self.event else {})}, self.request.FILES)
        if not form.is_valid():
            return self.paste(form)
        event, text = form.cleaned_data["event"], form.cleaned_data["text"]
        if not may_import(self.request.user, self.kind, event):
            raise PermissionDenied
        try:
            return self.write(event, text) if "_add" in post else self.look(event, text, form.note)
        except TableError as error:
            form.add_error("file" if "file" in self.request.FILES else "text", str(error))
            return self.paste(form)

    def events(self) -> Any:
        """The events to whose lists somebody may add, the latest first; or the one of the address."""
        if self.event:
            return Event.objects.filter(pk=self.event.pk)
        return open_to(self.request.user, Event.objects.all()).order_by("-starts_on", "-pk")

    def form(self, data: Any = None, files: Any = None, **options: Any) -> PasteForm:
        """The form of the first step."""
        form = PasteForm(data, files, events=self.events(), **options)
        if self.event:
            form.fields["event"].widget = forms.HiddenInput()
        return form

    def paste(self, form: PasteForm) -> Any:
        """The first step."""
        columns = [{"column": column, "others": ", ".join(column.names)} for column in self.kind.columns]
        title = f"Error: {self.kind.title}" if form.errors else self.kind.title
        return self.page("paste", form=form, columns=columns, title=title, event=self.event)

    def checked(self, act: Callable[..., Check], event: Event, text: str, **more: Any) -> Check:
        """Checks or carries out, with the answers given so far."""
        user = self.request.user
        may_add = all(may(user, Verb.ADD, model) for model in (Person, Organization))
        return act(event=event, text=text, answers=_answers(self.request), may_add=may_add, **more)

    def look(self, event: Event, text: str, note: str = "") -> Any:
        """The second step: every row with what would happen to it."""
        check = self.checked(self.kind.check, event, text)
        needy = [row for row in check.rows if row.state == RowState.PROBLEM or row.choices]
        calm = [row for row in check.rows if not (row.state == RowState.PROBLEM or row.choices)]
        return self.page(
            "check",
            title=f"Check: {event}",
            event=event,
            text=text,
            note=note,
            check=check,
            needy=needy[:MOST_SHOWN],
            calm=calm[:MOST_SHOWN],
            hidden=len(needy[MOST_SHOWN:]) + len(calm[MOST_SHOWN:]),
            complaints=list(_complaints(needy))[:MOST_SHOWN],
            button=self.kind.button(check),
            counts=[(state.value, _COUNTED.get(state, state.value), len(check.of(state))) for state in RowState],
            width=len(check.columns) + 2,
        )

    def write(self, event: Event, text: str) -> Any:
        """Writes what can be written, in one transaction; rows with problems come back to be put right."""
        check = self.checked(self.kind.carry_out, event, text, by=self.request.user)
        left = len(check.of(RowState.PROBLEM))
        if check.to_write:
            words = f"{self.kind.button(check)}: done."
            self.keeper.log_change(self.request, event, f"{self.kind.title}: {check.new} new, {check.changed} changed.")
            messages.success(self.request, words)
        else:
            messages.info(self.request, "Everything was here already; nothing was changed.")
        if left:
            rows = count_phrase(left, "row was", "rows were")
            messages.warning(self.request, f"{rows} left out because of the problems below. Your text is kept.")
            return self.look(event, text)
        return HttpResponseRedirect(self.after(event))

    def after(self, event: Event) -> str:
        """Where one goes when all is done."""
        if self.kind is PARTICIPANTS:
            return f"{reverse('admin:events_participation_changelist')}?event__id__exact={event.pk}"
        return f"{reverse('admin:events_event_change', args=[event.pk])}#programme"

    def page(self, name: str, **context: Any) -> Any:
        """A page in the admin's frame."""
        frame = self.keeper.admin_site.each_context(self.request) | {"kind": self.kind, "opts": self.keeper.opts}
        return TemplateResponse(self.request, f"admin/events/import/{name}.html", frame | context)


def _complaints(rows: list[CheckedRow]) -> Any:
    """What is wrong, with the address of the cell on the page."""
    for row in rows:
        for cell in row.cells:
            for problem in cell.problems:
                yield row.number, cell.column.label, f"row-{row.number}-{cell.column.key}", problem
        for problem in row.problems:
            yield row.number, "", f"row-{row.number}", problem


class EventImports:
    """The imports into one event; a part of the admin class of events."""

    def get_urls(self: Any) -> list[URLPattern]:
        """Their addresses, before those of the admin."""
        own = [
            self.page_path("programme", self.programme_view),
            self.page_path("participants", self.participants_view),
        ]
        return [*own, *super().get_urls()]  # type: ignore[misc]

    def programme_view(self, request: HttpRequest, pk: int) -> Any:
        """A programme from a spreadsheet."""
        return self._import(request, pk, PROGRAMME)

    def participants_view(self, request: HttpRequest, pk: int) -> Any:
        """Named participants from a spreadsheet."""
        return self._import(request, pk, PARTICIPANTS)

    def _import(self, request: HttpRequest, pk: int, kind: Kind) -> Any:
        event = get_object_or_404(Event, pk=pk)
        if not may_import(request.user, kind, event):
            raise PermissionDenied
        return _Desk(self, request, kind, event).answer()


class ParticipantsImport:
    """The import of participants for an event that is chosen on the page; a part of the participations' admin."""

    def get_urls(self: Any) -> list[URLPattern]:
        """Its address, before those of the admin."""
        view = self.admin_site.admin_view(self.import_view)
        return [path("import/", view, name="events_import_participants"), *super().get_urls()]  # type: ignore[misc]

    def import_view(self, request: HttpRequest) -> Any:
        """Named participants from a spreadsheet, for an event to be chosen."""
        desk = _Desk(self, request, PARTICIPANTS, None)
        if not may(request.user, Verb.ADD, Participation) or not desk.events().exists():
            raise PermissionDenied
        return desk.answer()
