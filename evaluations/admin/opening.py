"""Opening a survey, closing it, and releasing its results: where it stands, and buttons that move it."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import AdminSplitDateTime
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import URLPattern
from django.utils import timezone

from evaluations.actions.opening import OpeningError, close_survey, open_survey
from evaluations.actions.releasing import ReleaseError, hindrance, release_results, take_results_back
from evaluations.desk import address, page_path, survey_for, survey_page
from evaluations.models import Status, Survey
from evaluations.review import hindrances, notes
from events.policy import may_publish


class OpeningForm(forms.Form):
    """From when to when answers come in, in the portal's time."""

    opens_at = forms.SplitDateTimeField(
        label="Opens", required=False, widget=AdminSplitDateTime, help_text="Empty: at once."
    )
    closes_at = forms.SplitDateTimeField(
        label="Closes", required=False, widget=AdminSplitDateTime, help_text="Empty: when somebody closes it."
    )

    def clean(self) -> dict[str, Any]:
        """The closing comes after the opening."""
        said = super().clean() or self.cleaned_data
        opens_at, closes_at = said.get("opens_at") or timezone.now(), said.get("closes_at")
        if closes_at and closes_at <= max(opens_at, timezone.now()):
            self.add_error("closes_at", "Choose a time after the opening that has not passed.")
        return said


def status_context(survey: Survey) -> dict[str, Any]:
    """Where a survey stands, and what may be done next."""
    original, status = survey.original, survey.status()
    return {
        "survey": survey,
        "original": original,
        "status": status,
        "hindrances": hindrances(original) if original.is_collected else [],
        "notes": notes(original) if original.is_collected else [],
        "release_hindrance": hindrance(original),
        "may_open": original.is_collected and status in (Status.DRAFT, Status.CLOSED),
        "may_close": status in (Status.OPEN, Status.PLANNED),
        "is_again": status == Status.CLOSED,
        "zone": _zone(original.closes_at or timezone.now()),
        "event_times": _event_times(original),
    }


def _zone(moment: datetime) -> str:
    """The time zone in which the desk writes times: "Asia/Seoul, UTC+09:00"."""
    here = timezone.localtime(moment)
    return f"{timezone.get_current_timezone_name()}, UTC{here.isoformat()[-6:]}"


def _event_times(survey: Survey) -> str:
    """The closing as the event's own clock shows it, where that is another one."""
    zone = survey.event.time_zone
    if not survey.closes_at or zone == timezone.get_current_timezone_name():
        return ""
    return f"{survey.closes_at.astimezone(ZoneInfo(zone)):%d.%m.%Y %H:%M} in {zone}"


def status_view(model_admin: Any, request: HttpRequest, object_id: int) -> Any:
    """The page with the buttons, and what they do."""
    survey = survey_for(request, object_id)
    if survey.translation_of_id:
        return HttpResponseRedirect(address(survey.original, "status"))
    form = OpeningForm(request.POST if "open" in request.POST else None)
    if request.method == "POST" and _is_done(request, survey, form):
        return HttpResponseRedirect(address(survey, "status"))
    title = "Error: opening and results" if form.errors else "Opening and results"
    context = {**status_context(survey), "form": form, "may_release": may_publish(request.user, survey.event)}
    return survey_page(model_admin, request, "status", survey, title=title, media=form.media, **context)


def _is_done(request: HttpRequest, survey: Survey, form: OpeningForm) -> bool:
    """Carries out what was pressed; False where the page has to be shown again."""
    if "open" in request.POST:
        return _open(request, survey, form)
    if "close" in request.POST:
        close_survey(survey=survey, by=request.user)
        messages.success(request, "The survey takes no answers now.")
    elif "release" in request.POST or "take_back" in request.POST:
        _release(request, survey)
    return True


def _open(request: HttpRequest, survey: Survey, form: OpeningForm) -> bool:
    if not form.is_valid():
        return False
    try:
        open_survey(survey=survey, by=request.user, **form.cleaned_data)
    except OpeningError as error:
        for reason in error.reasons:
            form.add_error(None, reason)
        return False
    told = "The survey is open." if survey.status() == Status.OPEN else "The survey opens by itself at its time."
    messages.success(request, told)
    return True


def _release(request: HttpRequest, survey: Survey) -> None:
    if not may_publish(request.user, survey.event):
        raise PermissionDenied
    if "take_back" in request.POST:
        take_results_back(survey=survey, by=request.user)
        messages.success(request, "The public does not see the results any more.")
        return
    try:
        release_results(survey=survey, by=request.user)
    except ReleaseError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "The results are public with the event's page.")


def urls(model_admin: Any) -> list[URLPattern]:
    """The address of the page."""
    return [page_path(model_admin, "status", status_view)]
