"""The papers of an event, for the staff: what can be made, making it, how far it is, and the files."""

from types import SimpleNamespace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse

from events.models import AuditEntry, Event
from reports.documents.building import Made, files_of, packed
from reports.documents.builds import Build, State, builds_of, find_build, start_build
from reports.documents.certificate import NotAttendedError
from reports.documents.label_formats import FORMATS
from reports.documents.office_papers import OF_PEOPLE, Kind, Order, people_for
from reports.forms import PapersForm
from reports.pdf import PdfError
from reports.policy import may_print_people, may_print_travel

# More people than this, or more than one kind of paper, are made by a process of its own.
MOST_AT_ONCE = 100
SECONDS_BETWEEN_LOOKS = 2
ALL = "all"


def allowed_kinds(user: Any) -> tuple[Kind, ...]:
    """The papers that somebody may have made."""
    people = OF_PEOPLE if may_print_people(user) else ()
    return (*people, Kind.TRAVEL) if may_print_travel(user) else people


def _may_have(user: Any, build: Build) -> bool:
    return set(build.order.kinds) <= set(allowed_kinds(user))


def _address(event: Event, name: str = "documents", *more: str) -> str:
    return reverse(f"admin:events_event_{name}", args=[event.pk, *more])


def _counted(number: int, one: str, several: str) -> str:
    return f"{number:,} {one if number == 1 else several}"


def counts(event: Event, order: Order, kinds: tuple[Kind, ...]) -> dict[str, str]:
    """How much paper each kind would take, in words."""
    found = {}
    for kind in kinds:
        if kind is Kind.TRAVEL:
            number = event.travel_lines.filter(is_cancelled=False).count()
            found[kind.value] = _counted(number, "line of the travel budget", "lines of the travel budget")
        elif kind is Kind.PARTICIPANTS:
            found[kind.value] = _listed(event, order)
        else:
            found[kind.value] = _papers(kind, len(people_for(kind, event, order)), order)
    return found


def _listed(event: Event, order: Order) -> str:
    rows = event.participations.filter(person__erased_on=None)
    rows = rows.filter(has_attended=True) if order.of_whom == "attended" else rows
    public = rows.filter(is_listed=True).count()
    return f"{_counted(rows.count(), 'person', 'people')} for the office, {public:,} in the public edition"


def _papers(kind: Kind, people: int, order: Order) -> str:
    if kind is Kind.BADGES:
        sheets = FORMATS[order.sheet].sheets(people, order.first)
        return f"{_counted(people, 'badge', 'badges')} on {_counted(sheets, 'sheet', 'sheets')}"
    if kind is Kind.CERTIFICATES:
        return f"{_counted(people, 'certificate', 'certificates')}, for those who attended"
    if kind is Kind.NAME_PLATES:
        return _counted(people, "name plate", "name plates")
    return f"{_counted(len(order.occasions), 'sheet', 'sheets')} with {_counted(people, 'name', 'names')}"


def documents_page(keeper: Any, request: HttpRequest, object_id: int) -> Any:
    """The page with all papers; its buttons make them."""
    event = get_object_or_404(Event, pk=object_id)
    kinds = allowed_kinds(request.user)
    if not kinds:
        raise PermissionDenied
    usual = PapersForm.usual(event, request.GET.get("people", ""))
    form = PapersForm(request.POST if request.method == "POST" else None, event=event, initial=usual)
    if form.is_bound and form.is_valid() and (done := _made(request, event, form, kinds)):
        return done
    shown = PapersForm(usual, event=event)
    told = form if form.is_bound and form.is_valid() else shown
    selected = str((form["people"].value() if form.is_bound else usual["people"]) or "")
    context = {
        "form": form,
        "kinds": kinds,
        "counts": counts(event, told.order(kinds), kinds) if told.is_valid() else {},
        "selected": len([part for part in selected.split(",") if part]),
        "builds": [_shown(request, build) for build in builds_of(event)],
    }
    return _page(keeper, request, "documents", event, "Error: documents" if form.errors else "Documents", **context)


def _shown(request: HttpRequest, build: Build) -> dict[str, Any]:
    is_own = _may_have(request.user, build)
    papers = ", ".join(kind.words for kind in build.order.kinds) if is_own else "Papers of others"
    address = _address(build.event, "documents_build", build.key) if is_own else ""
    return {"papers": papers, "address": address, "said": build.said(), "at": build.said_at()}


def _made(request: HttpRequest, event: Event, form: PapersForm, kinds: tuple[Kind, ...]) -> Any:
    """Makes what a button asks for: at once where it is little, else by a process of its own."""
    asked = request.POST.get("make", "")
    wanted = kinds if asked == ALL else tuple(kind for kind in kinds if kind.value == asked)
    if not wanted:
        return None
    order = form.order(wanted)
    try:
        if len(wanted) == 1 and len(people_for(wanted[0], event, order)) <= MOST_AT_ONCE:
            made = packed(event, list(files_of(event, order)))
            _record(request, event, order)
            return _handed_out(made)
    except (PdfError, NotAttendedError, ValueError) as error:
        messages.error(request, str(error))
        return None
    build, is_new = start_build(event, order)
    if is_new:
        _record(request, event, order)
    else:
        messages.warning(request, "Papers of this event are being made already. Wait until they are ready.")
    where = ("documents_build", build.key) if _may_have(request.user, build) else ()
    return HttpResponseRedirect(_address(event, *where))


def _record(request: HttpRequest, event: Event, order: Order) -> None:
    papers = ", ".join(kind.words.lower() for kind in order.kinds)
    AuditEntry.record(AuditEntry.Action.EXPORTED, by=request.user, item=event, detail=papers)


def _handed_out(made: Made) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{made.name}"', "Cache-Control": "no-store"}
    return HttpResponse(made.content, content_type=made.content_type, headers=headers)


def _build_for(request: HttpRequest, object_id: int, key: str) -> Build:
    """The build of an address, or 404 where there is none any more, or 403."""
    build = find_build(get_object_or_404(Event, pk=object_id), key)
    if not allowed_kinds(request.user) or (build and not _may_have(request.user, build)):
        raise PermissionDenied
    if build is None:
        raise Http404("These papers are no longer there.")
    return build


def build_page(keeper: Any, request: HttpRequest, object_id: int, key: str) -> Any:
    """How far a build is; the page asks for itself again, without scripts, until it has ended."""
    build = _build_for(request, object_id, key)
    if request.method == "POST":
        return _ended(request, build)
    said, is_still = build.said(), "still" in request.GET
    is_going = said["state"] in (State.WAITING, State.BUILDING)
    context = {"build": _shown(request, build), "said": said, "is_going": is_going, "is_still": is_still}
    context["file_address"] = _address(build.event, "documents_file", key) if said["state"] == State.DONE else ""
    response = _page(keeper, request, "documents_build", build.event, "Making papers", **context)
    if is_going and not is_still:
        response["Refresh"] = str(SECONDS_BETWEEN_LOOKS)
    return response


def _ended(request: HttpRequest, build: Build) -> HttpResponse:
    """Stops a build that is going, removes one that has ended."""
    if build.is_going:
        build.stop()
        messages.success(request, "The building stops after the file that is being made.")
        return HttpResponseRedirect(_address(build.event, "documents_build", build.key))
    build.remove()
    messages.success(request, "The files are removed.")
    return HttpResponseRedirect(_address(build.event))


def build_file(keeper: Any, request: HttpRequest, object_id: int, key: str) -> Any:
    """The file of a build."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    build = _build_for(request, object_id, key)
    made = build.made()
    return _handed_out(made) if made else HttpResponseRedirect(_address(build.event, "documents_build", key))


def _page(keeper: Any, request: HttpRequest, template: str, event: Event, title: str, **context: Any) -> Any:
    frame = {
        **keeper.admin_site.each_context(request),
        "title": title,
        "event": event,
        "opts": Event._meta,
        "documents_address": _address(event),
    }
    request.current_app = keeper.admin_site.name
    response = TemplateResponse(request, f"admin/events/event/{template}.html", frame | context)
    response["Cache-Control"] = "no-store"
    return response


def urls(site: Any) -> list[Any]:
    """The addresses below those of the event, for the admin site of the roof."""
    keeper = SimpleNamespace(admin_site=site)

    def own(tail: str, name: str, view: Any) -> Any:
        def shown(request: HttpRequest, object_id: int, **kwargs: Any) -> Any:
            return view(keeper, request, object_id, **kwargs)

        address = f"events/event/<int:object_id>/documents/{tail}"
        return path(address, site.admin_view(shown), name=f"events_event_{name}")

    return [
        own("", "documents", documents_page),
        own("<slug:key>/", "documents_build", build_page),
        own("<slug:key>/file/", "documents_file", build_file),
    ]
