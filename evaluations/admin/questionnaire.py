"""A questionnaire as a file: written for others, read from others, kept as a template."""

import json
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern
from django.utils.text import slugify

from evaluations.actions.building import add_questions
from evaluations.desk import address, page_path, survey_for, survey_page
from evaluations.exports.questionnaire import questionnaire_json
from evaluations.imports.questionnaire import read_questionnaire
from evaluations.imports.strict import MOST_BYTES, QuestionnaireError
from evaluations.models import Survey, Template
from events.policy import Verb, may


class FileForm(forms.Form):
    """A file with a questionnaire."""

    file = forms.FileField(
        label="File",
        help_text="JSON as another survey or portal wrote it, up to 1 MB, 200 questions and 200 choices each.",
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )


class TemplateForm(forms.Form):
    """The name of a new template."""

    title = forms.CharField(label="Name of the template", max_length=120)


def file_view(model_admin: Any, request: HttpRequest, object_id: int) -> Any:
    """The page with both ways, and what they do."""
    survey = survey_for(request, object_id)
    if survey.translation_of_id:
        return HttpResponseRedirect(address(survey.original, "questionnaire"))
    if "keep" in request.POST:
        return _keep(request, survey)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _add(request, survey, form):
        return HttpResponseRedirect(address(survey))
    context = {"form": form, "keep": TemplateForm(), "may_keep": may(request.user, Verb.ADD, Template)}
    title = f"{'Error: ' if form.errors else ''}Questionnaire as a file"
    return survey_page(model_admin, request, "questionnaire", survey, title=title, **context)


def _add(request: HttpRequest, survey: Survey, form: FileForm) -> bool:
    try:
        found = read_questionnaire(form.cleaned_data["file"].read(MOST_BYTES + 1))
        count = add_questions(survey=survey, questionnaire=found, by=request.user)
    except QuestionnaireError as error:
        form.add_error("file", f"{error} Nothing was added.")
        return False
    except ValidationError as error:
        form.add_error("file", f"{error.messages[0]} Nothing was added.")
        return False
    messages.success(request, f"{count} question{'' if count == 1 else 's'} added behind the others.")
    return True


def _keep(request: HttpRequest, survey: Survey) -> HttpResponse:
    """Keeps the questionnaire as a template."""
    if not may(request.user, Verb.ADD, Template):
        raise PermissionDenied
    form = TemplateForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Write a name for the template.")
        return HttpResponseRedirect(address(survey, "questionnaire"))
    title = form.cleaned_data["title"]
    content = questionnaire_json(survey)
    # What belongs to this event alone: routing to its sessions, groups of them.
    for question in content.get("questions", []):
        question.pop("session", None)
    content["groups"] = [group for group in content.get("groups", []) if group["dimension"] != "session"]
    template = Template(title=title, code=slugify(title)[:40] or f"survey-{survey.pk}", content=content)
    try:
        template.full_clean()
    except ValidationError as error:
        messages.error(request, f"The template was not kept: {error.messages[0]}")
        return HttpResponseRedirect(address(survey, "questionnaire"))
    template.save()
    messages.success(request, f"“{title}” is a template now: new surveys can begin with it.")
    return HttpResponseRedirect(address(survey, "questionnaire"))


def json_view(model_admin: Any, request: HttpRequest, object_id: int) -> HttpResponse:
    """The file."""
    survey = survey_for(request, object_id)
    text = json.dumps(questionnaire_json(survey), ensure_ascii=False, indent=2)
    answer = HttpResponse(text, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{survey.original.slug}.json"'
    return answer


def urls(model_admin: Any) -> list[URLPattern]:
    """The addresses of the page and of the file."""
    return [
        page_path(model_admin, "questionnaire", file_view),
        page_path(model_admin, "questionnaire_file", json_view),
    ]
