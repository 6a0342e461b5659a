"""The pages of an import on its way: its progress, what it would do, what it did, and how it is undone."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, reverse
from django.utils.html import format_html
from django.utils.text import slugify

from events.actions.running import BusyError, begin_check, begin_import, may_import, progress_of, settle
from events.actions.undoing import UndoError, may_be_undone, preview, undo, why_not
from events.admin.imports import KINDS, PARTICIPANTS, TRAVEL, EventImports, Kind, import_page, run_address
from events.imports.checking import RowState, count_phrase
from events.imports.stored import left_csv
from events.models import ImportRun

SECONDS_BETWEEN_LOOKS = 2
State = ImportRun.State
_COUNTED = {RowState.PROBLEM: "with a problem"}
_ANSWERS = ("person:", "organization:", "affiliation:")


def _answers(request: HttpRequest) -> dict[str, str]:
    return {name: str(value) for name, value in request.POST.items() if name.startswith(_ANSWERS)}


def _after(run: ImportRun) -> str:
    """Where one goes when all is done."""
    lists = {PARTICIPANTS.value: "participation", TRAVEL.value: "travelline"}
    if name := lists.get(run.kind):
        return f"{reverse(f'admin:events_{name}_changelist')}?event__id__exact={run.event_id}"
    return f"{reverse('admin:events_event_change', args=[run.event_id])}#programme"


class RunPages(EventImports):
    """The pages of the runs of one event; a part of the admin class of events."""

    def get_urls(self: Any) -> list[URLPattern]:
        """Their addresses, before those of the admin."""
        own = [
            self.page_path("import", self.import_view, "<int:run>/"),
            self.page_path("import_left", self.import_left_view, "<int:run>/"),
            self.page_path("import_undo", self.import_undo_view, "<int:run>/"),
        ]
        return [*own, *super().get_urls()]

    def _run(self, request: HttpRequest, pk: int, number: int) -> ImportRun:
        run: ImportRun = get_object_or_404(ImportRun.objects.select_related("event", "actor"), pk=number, event=pk)
        if not may_import(request.user, run.kind, run.event):
            raise PermissionDenied
        settle(run)
        return run

    def import_view(self, request: HttpRequest, pk: int, run: int) -> Any:
        """Where the run is on its way, and the buttons that lead on."""
        found = self._run(request, pk, run)
        if request.method == "POST":
            return self._press(request, found)
        return _shown(self, request, found)

    def _press(self, request: HttpRequest, run: ImportRun) -> Any:
        kind, post = KINDS[run.kind], request.POST
        if "_back" in post:
            return HttpResponseRedirect(f"{reverse(kind.address, args=[run.event_id])}?run={run.pk}")
        if "_check" in post:
            begin_check(run=run, answers=run.answers | _answers(request))
        elif "_add" in post and run.state == State.CHECKED:
            try:
                begin_import(run=run, answers=run.answers | _answers(request), by=request.user)
            except BusyError as error:
                messages.warning(request, str(error))
        run.refresh_from_db()
        if run.state == State.DONE and "_add" in post:
            return self._finished(request, run, kind)
        return HttpResponseRedirect(run_address(run))

    def _finished(self: Any, request: HttpRequest, run: ImportRun, kind: Kind) -> Any:
        """Says what a small import did, and leads to its rows, or to what it left out."""
        words = kind.button(run.new_count, run.changed_count)
        if words:
            self.log_change(request, run.event, f"{kind.title}: {run.new_count} new, {run.changed_count} changed.")
            undo_address = run_address(run, "import_undo")
            messages.success(request, format_html('{}: done. <a href="{}">Undo</a>', words, undo_address))
        else:
            messages.info(request, "Everything was here already; nothing was changed.")
        if run.left_out_count:
            rows = count_phrase(run.left_out_count, "row was", "rows were")
            messages.warning(request, f"{rows} left out because of the problems below.")
            return HttpResponseRedirect(run_address(run))
        return HttpResponseRedirect(_after(run))

    def import_left_view(self, request: HttpRequest, pk: int, run: int) -> HttpResponse:
        """The rows that were left out, with what is wrong, as a CSV file."""
        found = self._run(request, pk, run)
        left = found.check_result.get("left", {})
        if not found.text or not left:
            raise Http404("No row was left out.")
        response = HttpResponse(left_csv(found.text, left), content_type="text/csv; charset=utf-8")
        name = f"{slugify(found.event.slug)}-{found.kind}-left-out.csv"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    def import_undo_view(self, request: HttpRequest, pk: int, run: int) -> Any:
        """What an undo would do, and the button that does it."""
        found = self._run(request, pk, run)
        if request.method not in ("GET", "HEAD", "POST"):
            return HttpResponseNotAllowed(["GET", "POST"])
        if reason := why_not(found):
            messages.warning(request, reason)
            return HttpResponseRedirect(run_address(found))
        try:
            if request.method == "POST":
                undone = undo(run=found, by=request.user)
                messages.success(request, f"The import was undone: {undone.words}.")
                return HttpResponseRedirect(run_address(found))
            would = preview(found)
        except UndoError as error:
            messages.warning(request, str(error))
            return HttpResponseRedirect(run_address(found))
        context = {"title": f"Undo: {found.event}", "event": found.event, "run": found, "would": would}
        return import_page(self, request, "undo", KINDS[found.kind], **context)


def _shown(keeper: Any, request: HttpRequest, run: ImportRun) -> Any:
    """The page for a run's state."""
    context = {"event": run.event, "run": run, "after": _after(run)}
    kind = KINDS[run.kind]
    if run.state in (State.GIVEN, State.IMPORTING) and run.text:
        is_still, said = "still" in request.GET, progress_of(run).said()
        verb = "Checking" if run.state == State.GIVEN else "Importing"
        context |= {"title": f"{verb}: {run.event}", "verb": verb, "is_still": is_still, "said": said}
        context["percent"] = min(100, 100 * said["done"] // said["whole"]) if said["whole"] else 0
        response = import_page(keeper, request, "progress", kind, **context)
        if not is_still:
            response["Refresh"] = str(SECONDS_BETWEEN_LOOKS)
        return response
    if run.state == State.CHECKED and run.check_result:
        return import_page(keeper, request, "check", kind, **context, **_checked(run, kind))
    left = run.check_result.get("complaints", [])
    context |= {"title": f"{run.get_state_display()}: {run.event}", "complaints": left[:200], "hidden": len(left[200:])}
    context |= {"may_be_undone": may_be_undone(run), "is_done": run.state == State.DONE}
    context |= {"may_start_again": run.state == State.FAILED and bool(run.text), "is_left": bool(left and run.text)}
    return import_page(keeper, request, "end", kind, **context)


def _checked(run: ImportRun, kind: Kind) -> dict[str, Any]:
    """What the page of a check shows."""
    found = run.check_result
    counts = [(state.value, _COUNTED.get(state, state.value), found["counts"].get(state, 0)) for state in RowState]
    return {
        "title": f"Check: {run.event}",
        "check": found,
        "note": run.note,
        "needy": found["needy"],
        "calm": found["calm"],
        "hidden": found["hidden"],
        "complaints": found["complaints"][:200],
        "complaint_count": found["complaint_count"],
        "button": kind.button(run.new_count, run.changed_count),
        "counts": counts,
        "width": len(found["columns"]) + 2,
    }
