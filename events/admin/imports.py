"""The first page of each import: a table is pasted or sent, and becomes a run that is checked before it writes."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from events.actions.running import WORK, begin_check, give
from events.actions.running import may_import as may_run
from events.desk.tables import TableForm
from events.imports import participant_columns, programme_columns, travel_columns
from events.imports.checking import count_phrase
from events.imports.stored import WRONG, rows_left
from events.imports.table import LARGE_BYTES, LARGE_ROWS, MOST_BYTES, Column, TableError
from events.models import Event, ImportRun, Participation
from events.narrative import date_range
from events.policy import Verb, may, open_to


@dataclass(frozen=True)
class Kind:
    """One kind of table: what it is called, what leads to it, its columns, and what its rows are called."""

    value: str
    title: str
    intro: str
    columns: tuple[Column, ...]
    example: tuple[tuple[str, ...], ...]
    verb: str
    one: str
    more: str

    def button(self, new: int, changed: int) -> str:
        """What the button says: "Add 12 sessions and change 3"; empty where there is nothing to write."""
        words = f"{self.verb} {count_phrase(new, self.one, self.more)}" if new else ""
        if not changed:
            return words
        return f"{words} and change {changed:,}" if new else f"Change {count_phrase(changed, self.one, self.more)}"

    @property
    def address(self) -> str:
        """The name of the address of its first page."""
        return f"admin:events_event_{self.value}"


PROGRAMME = Kind(
    ImportRun.Kind.PROGRAMME,
    "Paste a programme",
    "Copy the rows of your spreadsheet, with the row that names the columns, and paste them. A row is a session. "
    "An empty day means the day of the row above. Nothing that is here already is taken away.",
    programme_columns.COLUMNS,
    programme_columns.EXAMPLE,
    "Add",
    "session",
    "sessions",
)
PARTICIPANTS = Kind(
    ImportRun.Kind.PARTICIPANTS,
    "Import participants",
    "Copy the rows of your spreadsheet, with the row that names the columns, and paste them. A row is a person. "
    "An empty cell changes nothing, and nobody who is on the list already is taken off it. Exports of Indico and "
    "pretix are understood as they are.",
    participant_columns.COLUMNS,
    participant_columns.EXAMPLE,
    "Import",
    "person",
    "people",
)
TRAVEL = Kind(
    ImportRun.Kind.TRAVEL,
    "Import travel lines",
    "Copy the rows of your spreadsheet, with the row that names the columns, and paste them. A row is a journey. An "
    "empty cell changes nothing. Rates are those that hold on the first day of the event.",
    travel_columns.COLUMNS,
    travel_columns.EXAMPLE,
    "Import",
    "travel line",
    "travel lines",
)
KINDS = {kind.value: kind for kind in (PROGRAMME, PARTICIPANTS, TRAVEL)}


class PasteForm(TableForm):
    """The first step: which event, and the text or the file."""

    event = forms.ModelChoiceField(Event.objects.none(), label="Event", empty_label=None)
    field_order = ["event", "text", "file"]
    file_help = f"XLSX or CSV, up to {LARGE_ROWS:,} rows."
    most_bytes = LARGE_BYTES

    def __init__(self, *args: Any, events: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["event"]
        field.queryset = events
        field.label_from_instance = lambda event: f"{event}, {date_range(event.starts_on, event.ends_on)}"


def may_import(user: Any, kind: Kind, event: Event) -> bool:
    """Whether somebody may add and change rows of an event at once."""
    return may_run(user, kind.value, event)


def run_address(run: ImportRun, page: str = "import") -> str:
    """Where a run is looked at."""
    return reverse(f"admin:events_event_{page}", args=[run.event_id, run.pk])


def import_page(keeper: Any, request: HttpRequest, name: str, kind: Kind, **context: Any) -> TemplateResponse:
    """A page in the admin's frame."""
    frame = keeper.admin_site.each_context(request) | {"kind": kind, "opts": keeper.opts}
    return TemplateResponse(request, f"admin/events/import/{name}.html", frame | context)


def _text_of(run: ImportRun) -> str:
    """What of a run is to be mended: after an import the rows that were left out, before it all of them."""
    if run.state != ImportRun.State.DONE:
        return str(run.text) if len(run.text) <= MOST_BYTES else ""
    rows = rows_left(run.text, run.check_result.get("left", {}))
    place = rows[0].index(WRONG)
    lines = (row[:place] + row[place + 1 :] for row in rows)
    return "\n".join("\t".join(_cell(cell) for cell in row) for row in lines)


def _cell(text: str) -> str:
    is_plain = not any(sign in text for sign in '\t\r\n"')
    return text if is_plain else '"' + text.replace('"', '""') + '"'


@dataclass(frozen=True)
class _Desk:
    """One request for an import: who asks, for what, and for which event where the address names one."""

    keeper: Any
    request: HttpRequest
    kind: Kind
    event: Event | None

    def answer(self) -> Any:
        """The page for what was pressed."""
        if self.request.method != "POST":
            return self.paste(self.form(initial={"event": self.event or self.events().first(), **self.given()}))
        post = self.request.POST
        form = self.form({**post.dict(), **({"event": self.event.pk} if self.event else {})}, self.request.FILES)
        if not form.is_valid():
            return self.paste(form)
        event, text = form.cleaned_data["event"], form.cleaned_data["text"]
        if not may_import(self.request.user, self.kind, event):
            raise PermissionDenied
        try:
            run = give(event=event, kind=self.kind.value, text=text, by=self.request.user, note=form.note)
        except TableError as error:
            form.add_error("file" if "file" in self.request.FILES else "text", str(error))
            return self.paste(form)
        begin_check(run=run, answers={})
        return HttpResponseRedirect(run_address(run))

    def given(self) -> dict[str, Any]:
        """The text of an earlier run that is to be mended."""
        number = self.request.GET.get("run", "")
        if not number.isdecimal() or len(number) > 18 or not self.event:
            return {}
        run = ImportRun.objects.filter(pk=number, event=self.event, kind=self.kind.value).exclude(text="").first()
        return {"text": _text_of(run)} if run else {}

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
        context = {"form": form, "columns": columns, "title": title, "event": self.event}
        return import_page(self.keeper, self.request, "paste", self.kind, **context)


class EventImports:
    """The first pages of the imports into one event; a part of the admin class of events."""

    def get_urls(self: Any) -> list[URLPattern]:
        """Their addresses, before those of the admin."""
        own = [
            self.page_path("programme", self.programme_view),
            self.page_path("participants", self.participants_view),
            self.page_path("travel", self.travel_view),
        ]
        return [*own, *super().get_urls()]  # type: ignore[misc]

    def programme_view(self, request: HttpRequest, pk: int) -> Any:
        """A programme from a spreadsheet."""
        return self._import(request, pk, PROGRAMME)

    def participants_view(self, request: HttpRequest, pk: int) -> Any:
        """Named participants from a spreadsheet."""
        return self._import(request, pk, PARTICIPANTS)

    def travel_view(self, request: HttpRequest, pk: int) -> Any:
        """Travel lines from a spreadsheet."""
        return self._import(request, pk, TRAVEL)

    def _import(self, request: HttpRequest, pk: int, kind: Kind) -> Any:
        if not may(request.user, Verb.ADD, WORK[kind.value].row):
            raise PermissionDenied
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
