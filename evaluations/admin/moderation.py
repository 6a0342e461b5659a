"""Open answers, read one by one before the public does: published, redacted, hidden, merged, and marked with themes."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern
from django.utils.http import urlencode

from evaluations.actions.moderating import (
    ModerationError,
    hide_answer,
    leave_answer,
    mark_themes,
    merge_answer,
    publish_answer,
    write_synthesis,
)
from evaluations.desk import address, page_path, survey_for, survey_page
from evaluations.models import OpenAnswer, Question, Survey
from evaluations.review import known_names, marked, traces
from events.text import excerpt

A_PAGE = 25
MOST_OFFERED = 200
_DONE = {
    "publish": "Published as written.",
    "redact": "Published as edited.",
    "hide": "Hidden.",
    "merge": "Merged.",
    "leave": "It waits again.",
    "themes": "Themes saved.",
}


@dataclass(frozen=True)
class Read:
    """An answer as the page shows it: the original in pieces, what could lead to somebody, and where it stands."""

    answer: OpenAnswer
    pieces: tuple[tuple[str, str], ...]
    kinds: tuple[str, ...]
    must_go: bool
    themes: frozenset[int]
    merged_count: int
    typed: str

    @property
    def state(self) -> str:
        """Where it stands, in a word."""
        if not self.answer.is_moderated:
            return "waiting"
        if self.answer.merged_into_id:
            return "merged"
        return "hidden" if self.answer.is_hidden else "published"

    @property
    def is_redacted(self) -> bool:
        """Whether something else is printed than was written."""
        return bool(self.answer.original) and self.answer.text != self.answer.original


def questions_of(survey: Survey) -> list[Any]:
    """The questions that are answered in words, with how many answers there are and how many wait."""
    waiting = Count("open_answers", filter=Q(open_answers__is_moderated=False))
    asked = survey.questions.filter(kind__in=Question.IN_WORDS)
    return list(asked.annotate(written=Count("open_answers"), waiting=waiting).order_by("number"))


def _chosen(request: HttpRequest, questions: list[Any]) -> Any:
    """The question of the address; else the first in which something waits."""
    number = request.GET.get("question") or request.POST.get("question")
    named = next((one for one in questions if str(one.number) == number), None)
    return named or next((one for one in questions if one.waiting), questions[0] if questions else None)


def _read(answers: Any, survey: Survey, typed: dict[int, str]) -> list[Read]:
    names = known_names(survey.event)
    found = []
    for answer in answers:
        written = answer.original or answer.text
        seen = traces(written, names)
        found.append(
            Read(
                answer,
                tuple(marked(written, seen)),
                tuple(dict.fromkeys(trace.kind for trace in seen)),
                any(trace.must_go for trace in seen),
                frozenset(theme.pk for theme in answer.themes.all()),
                answer.merged_count,
                typed.get(answer.pk, answer.text),
            )
        )
    return found


def moderation_view(model_admin: Any, request: HttpRequest, object_id: int) -> Any:
    """The page of one question; a decision leads to the next answer that waits."""
    survey = survey_for(request, object_id)
    if survey.translation_of_id:
        return HttpResponseRedirect(address(survey.original, "moderation"))
    problem, typed = "", dict[int, str]()
    if request.method == "POST":
        try:
            return HttpResponseRedirect(_decide(model_admin, request, survey))
        except (ModerationError, ValidationError) as error:
            problem = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
            if (key := request.POST.get("answer", "")).isascii() and key.isdigit():
                typed = {int(key[:19]): request.POST.get("text", "")}
    questions = questions_of(survey)
    question = _chosen(request, questions)
    context: dict[str, Any] = {"questions": questions, "question": question, "problem": problem, "wrong": [*typed]}
    if question is not None:
        context |= _of_question(request, survey, question, typed)
    title = f"{'Error: ' if problem else ''}Open answers"
    return survey_page(model_admin, request, "moderation", survey, title=title, **context)


def _of_question(request: HttpRequest, survey: Survey, question: Any, typed: dict[int, str]) -> dict[str, Any]:
    rows = question.open_answers.annotate(merged_count=Count("merged", distinct=True)).prefetch_related("themes")
    # Those that wait come first; a place says nothing of when an answer came in.
    ordered = rows.select_related("merged_into").order_by("is_moderated", "position")
    page = Paginator(ordered, A_PAGE).get_page(request.GET.get("page"))
    offered = question.open_answers.shown().order_by("position")[:MOST_OFFERED]
    return {
        "page": page,
        "reads": _read(page.object_list, survey, typed),
        "targets": [(one.pk, excerpt(one.text, 60)) for one in offered],
        "themes": list(question.themes.annotate(count=Count("open_answers", filter=_COUNTED))),
        "here": f"?{urlencode({'question': question.number, 'page': page.number})}",
    }


# A theme counts the answers that are printed, and those that are merged into them.
_COUNTED = Q(open_answers__is_hidden=False, open_answers__is_moderated=True)


def _decide(model_admin: Any, request: HttpRequest, survey: Survey) -> str:
    """Carries out what was pressed and says where to go on. Raises ModerationError."""
    sent = request.POST
    if "synthesis" in sent:
        question = get_object_or_404(survey.questions, number=_number(sent.get("question", "")))
        write_synthesis(question=question, text=sent.get("synthesis", ""))
        messages.success(request, "The synthesis is saved.")
        return f"{address(survey, 'moderation')}?question={question.number}#synthesis"
    answers = OpenAnswer.objects.filter(question__survey=survey).select_related("question__survey__event")
    answer = answers.filter(pk=_number(sent.get("answer", ""))).first()
    if answer is None:
        raise ModerationError("This answer is not there any more.")
    act = sent.get("act", "")
    themes = answer.question.themes.filter(pk__in=[_number(key) for key in sent.getlist("theme")])
    with transaction.atomic():
        _carry_out(act, answer, sent)
        mark_themes(answer=answer, themes=themes, new=sent.get("new_theme", ""))
    told = _DONE.get(act, "Themes saved.")
    model_admin.log_change(request, survey, f"Open answer to question {answer.question.number}: {told.lower()}")
    messages.success(request, told)
    return _onwards(survey, answer, act)


def _number(text: str) -> int:
    """A key that was sent; 0, which no row has, for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 20 else 0


def _carry_out(act: str, answer: OpenAnswer, sent: Any) -> None:
    if act == "publish":
        publish_answer(answer=answer)
    elif act == "redact":
        publish_answer(answer=answer, text=sent.get("text", ""))
    elif act == "hide":
        hide_answer(answer=answer)
    elif act == "leave":
        leave_answer(answer=answer)
    elif act == "merge":
        into = OpenAnswer.objects.filter(pk=_number(sent.get("into", ""))).select_related("merged_into").first()
        if into is None:
            raise ModerationError("Choose the answer with which it is counted.")
        merge_answer(answer=answer, into=into)


def _onwards(survey: Survey, answer: OpenAnswer, act: str) -> str:
    """The next answer that waits, or else the one that was decided."""
    waiting = answer.question.open_answers.waiting().order_by("position").first() if act != "themes" else None
    aim = waiting if waiting and act != "leave" else answer
    query = urlencode({"question": answer.question.number})
    return f"{address(survey, 'moderation')}?{query}#answer-{aim.pk}"


def urls(model_admin: Any) -> list[URLPattern]:
    """The address of the page."""
    return [page_path(model_admin, "moderation", moderation_view)]
