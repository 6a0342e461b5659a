"""Beginning a survey: from a template, with questions of the bank, for the groups of its event."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from evaluations.actions.building import add_questions, build_survey
from evaluations.actions.grouping import SMALLEST_GROUP, fill_groups, offered, too_small
from evaluations.desk import address, page_path, survey_for, survey_page
from evaluations.exports.questionnaire import questionnaire_json
from evaluations.imports.questionnaire import Questionnaire, questionnaire_of
from evaluations.imports.strict import QuestionnaireError
from evaluations.models import Group, Question, Survey, Template
from events.models import Event, Language
from events.policy import Verb, may

MOST_SOURCES = 50


class NewForm(forms.Form):
    """Which template, what the survey is called, and its languages."""

    template = forms.ModelChoiceField(
        Template.objects.all(), label="Template", widget=forms.RadioSelect, empty_label=None
    )
    title = forms.CharField(label="Title", max_length=200, widget=forms.TextInput(attrs={"class": "vTextField"}))
    subject = forms.CharField(
        label="Subject",
        max_length=120,
        help_text="What was evaluated, as a sentence names it: “the Forum”, “Track 3”.",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    language = forms.ChoiceField(
        label="Language", choices=Language.choices, help_text="The answers are counted at the survey in this language."
    )
    others = forms.MultipleChoiceField(
        label="Also in",
        choices=Language.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Each gets the same questions; what is not translated yet is marked.",
    )

    def languages(self) -> list[str]:
        """All of them, that of the original first."""
        first = self.cleaned_data["language"]
        return [first, *(one for one in self.cleaned_data["others"] if one != first)]


def new_view(model_admin: Any, request: HttpRequest, event: int) -> Any:
    """A survey of an event from a template."""
    held = get_object_or_404(Event, pk=event)
    if not may(request.user, Verb.ADD, Survey(event=held)):
        raise PermissionDenied
    templates = list(Template.objects.all())
    name = held.short_name
    first = {
        "title": f"Evaluation of the {name}",
        "subject": f"the {name}",
        "language": held.language,
        "template": templates[0].pk if len(templates) == 1 else None,
    }
    form = NewForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid() and (survey := _built(request, held, form)):
        messages.success(request, "The survey is made. Look at its questions, then open it.")
        return HttpResponseRedirect(address(survey))
    context = {
        **model_admin.admin_site.each_context(request),
        "title": f"{'Error: ' if form.errors else ''}New survey",
        "opts": Survey._meta,
        "event": held,
        "form": form,
        "templates": templates,
        "surveys": held.surveys.filter(translation_of=None),
    }
    return TemplateResponse(request, "admin/evaluations/survey/new.html", context)


def _built(request: HttpRequest, event: Event, form: NewForm) -> Survey | None:
    said = form.cleaned_data
    words = {"title": said["title"], "subject": said["subject"]}
    try:
        found = questionnaire_of(said["template"].content)
        return build_survey(event=event, questionnaire=found, by=request.user, languages=form.languages(), **words)
    except QuestionnaireError as error:
        form.add_error("template", f"The template cannot be used: {error}")
    except ValidationError as error:
        form.add_error(None, error.messages[0])
    return None


@dataclass(frozen=True)
class Source:
    """A template or an earlier survey, with its questions as they can be picked: key, number, kind and words."""

    title: str
    rows: tuple[tuple[str, int, str, str], ...]


_KINDS = dict(Question.Kind.choices)


def _of_templates() -> Iterator[Source]:
    for template in Template.objects.all():
        try:
            found = questionnaire_of(template.content)
        except QuestionnaireError:
            continue
        rows = (
            (
                f"template-{template.pk}-{one.number}",
                one.number,
                str(_KINDS[one.kind]),
                one.words["text"][found.language],
            )
            for one in found.questions
        )
        yield Source(f"Template: {template}", tuple(rows))


def _of_surveys(survey: Survey) -> Iterator[Source]:
    others = Survey.objects.originals().exclude(pk=survey.original.pk).select_related("event").order_by("-pk")
    for other in others.prefetch_related("questions")[:MOST_SOURCES]:
        rows = (
            (f"survey-{other.pk}-{q.number}", q.number, q.get_kind_display(), q.text) for q in other.questions.all()
        )
        if found := tuple(rows):
            yield Source(f"{other}: {other.event}", found)


def _matching(sources: Iterable[Source], term: str) -> list[Source]:
    """The sources with the questions in which all words of a search stand."""
    words = term.casefold().split()
    found = []
    for source in sources:
        rows = tuple(row for row in source.rows if all(word in row[3].casefold() for word in words))
        if rows:
            found.append(replace(source, rows=rows))
    return found


def _picked(keys: Iterable[str]) -> dict[tuple[str, int], list[int]]:
    """The numbers that were ticked by their source. Raises Http404 for keys that no page offers."""
    found = dict[tuple[str, int], list[int]]()
    for key in keys:
        kind, _, rest = key.partition("-")
        at, _, number = rest.partition("-")
        if kind not in ("template", "survey") or not (at.isascii() and at.isdigit() and number.isdigit()):
            raise Http404("There is no such question.")
        found.setdefault((kind, int(at[:18])), []).append(int(number[:9]))
    return found


def _questionnaire(kind: str, pk: int, numbers: list[int]) -> Questionnaire:
    """What was ticked of one source, without the sessions of another event and without groups."""
    if kind == "template":
        whole = questionnaire_of(get_object_or_404(Template, pk=pk).content)
    else:
        whole = questionnaire_of(questionnaire_json(get_object_or_404(Survey, pk=pk)))
    chosen = tuple(replace(one, session="") for one in whole.questions if one.number in numbers)
    return replace(whole, questions=chosen, groups=())


def questions_view(model_admin: Any, request: HttpRequest, object_id: int) -> Any:
    """The bank: questions of all templates and of other surveys, to be ticked."""
    survey = survey_for(request, object_id)
    if survey.translation_of_id:
        return HttpResponseRedirect(address(survey.original, "questions"))
    error = ""
    if request.method == "POST":
        keys = request.POST.getlist("question")
        try:
            with transaction.atomic():
                added = sum(
                    add_questions(survey=survey, questionnaire=_questionnaire(*source, numbers), by=request.user)
                    for source, numbers in _picked(keys).items()
                )
        except QuestionnaireError as problem:
            error = str(problem)
        else:
            if added:
                messages.success(request, f"{added} question{'s' if added > 1 else ''} added behind the others.")
                return HttpResponseRedirect(address(survey))
            error = "Tick at least one question."
    term = request.GET.get("q", "")
    sources = _matching([*_of_templates(), *_of_surveys(survey)], term)
    title = "Error: add questions" if error else "Add questions"
    return survey_page(model_admin, request, "questions", survey, title=title, sources=sources, term=term, error=error)


def groups_view(model_admin: Any, request: HttpRequest, object_id: int) -> Any:
    """ "You took part as": one button fills in the roles, the regions or the sessions."""
    survey = survey_for(request, object_id)
    if survey.translation_of_id:
        return HttpResponseRedirect(address(survey.original, "groups"))
    if request.method == "POST":
        dimension = request.POST.get("dimension", "")
        if dimension not in Group.Dimension.values:
            messages.error(request, "Choose roles, regions or sessions.")
            return HttpResponseRedirect(address(survey, "groups"))
        made = fill_groups(survey=survey, dimension=dimension, by=request.user)
        messages.success(
            request, f"{made} group{'' if made == 1 else 's'} added." if made else "All were there already."
        )
        return HttpResponseRedirect(address(survey, "groups"))
    there = list(survey.groups.all())
    codes = {(group.dimension, group.code) for group in there}
    parts = [
        {
            "value": dimension.value,
            "label": {"role": "Roles", "region": "Regions", "session": "Sessions"}[dimension.value],
            "there": [group for group in there if group.dimension == dimension],
            "new": [one for one in offered(survey, dimension) if (dimension.value, one["code"]) not in codes],
        }
        for dimension in Group.Dimension
    ]
    context = {"parts": parts, "too_small": too_small(survey), "smallest": SMALLEST_GROUP}
    return survey_page(model_admin, request, "groups", survey, title="Groups", **context)


def urls(model_admin: Any) -> list[URLPattern]:
    """The addresses of the pages."""

    def new(request: HttpRequest, event: int) -> Any:
        return new_view(model_admin, request, event)

    shown = model_admin.admin_site.admin_view(new)
    return [
        path("new/<int:event>/", shown, name="evaluations_survey_new"),
        page_path(model_admin, "questions", questions_view),
        page_path(model_admin, "groups", groups_view),
    ]
