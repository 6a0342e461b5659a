"""What the pages of work on one survey have in common: the survey, the rights, the frame."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from evaluations.models import Survey
from events.policy import Verb, may, may_publish


def page_path(model_admin: Any, name: str, view: Any, *, tail: str = "") -> URLPattern:
    """The address `<object_id>/<name>/` of a page, named `admin:evaluations_survey_<name>`."""

    def shown(request: HttpRequest, object_id: int, **kwargs: Any) -> Any:
        return view(model_admin, request, object_id, **kwargs)

    address = f"<int:object_id>/{name.replace('_', '-')}/{tail}"
    return path(address, model_admin.admin_site.admin_view(shown), name=f"evaluations_survey_{name}")


def survey_for(request: HttpRequest, object_id: int, *, is_publishing: bool = False) -> Survey:
    """The survey of an address, or 404 where there is none, or 403 where the policy says no."""
    survey = get_object_or_404(Survey.objects.select_related("event", "translation_of"), pk=object_id)
    allowed = may_publish(request.user, survey.event) if is_publishing else may(request.user, Verb.CHANGE, survey)
    if not allowed:
        raise PermissionDenied
    return survey


def address(survey: Survey, name: str = "change", *more: Any) -> str:
    """Where a page of a survey is."""
    return reverse(f"admin:evaluations_survey_{name}", args=[survey.pk, *more])


def survey_page(
    model_admin: Any, request: HttpRequest, template: str, survey: Survey, /, *, title: str, **context: Any
) -> TemplateResponse:
    """A page in the admin's frame; `template` is a name below `admin/evaluations/survey/`."""
    frame = {
        **model_admin.admin_site.each_context(request),
        "title": title,
        "survey": survey,
        "opts": Survey._meta,
        "change_address": address(survey),
        "status": survey.status(),
    }
    request.current_app = model_admin.admin_site.name
    return TemplateResponse(request, f"admin/evaluations/survey/{template}.html", frame | context)
