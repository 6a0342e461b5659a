"""How the pages of a survey are made: in its language, for nobody else's eyes, and kept nowhere."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.dateformat import format as date_format

from evaluations.forms.questionnaire import Questionnaire
from evaluations.forms.words import Words, direction, size, words_in
from evaluations.models import Status, Survey
from events.models import Language

_HEADERS = {
    "Cache-Control": "no-store, private",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",
}
_LOCALES = {"zh": "zh-hans"}


def shown(survey: Survey) -> dict[str, Any]:
    """What every page of a survey knows: the survey and its language."""
    language = survey.language
    return {
        "survey": survey,
        "event": survey.event,
        "words": words_in(language),
        "language": language,
        "direction": direction(language),
        # The frame of the page, and what is said of the event.
        "in_english": language != Language.ENGLISH,
        "draft": survey.original.slug,
    }


def page(
    request: HttpRequest, survey: Survey, name: str, *, token: str = "", is_linked: Any = True, **context: Any
) -> HttpResponse:
    """A page of a survey; the other languages are linked where their links lead to the same form."""
    status = context.pop("status", 200)
    own = shown(survey) | {"languages": _languages(survey, token) if is_linked else []}
    if "form" in context:
        own["size"] = _size(own["words"], context["form"].asks)
    return _private(render(request, f"evaluations/survey/{name}.html", own | context, status=status))


def _private(response: HttpResponse) -> HttpResponse:
    for name, value in _HEADERS.items():
        response[name] = value
    return response


def _size(words: Words, asks: Questionnaire) -> str:
    return size(words, questions=len(asks.questions), minutes=asks.minutes, is_at_most=asks.is_routed)


def _languages(survey: Survey, token: str) -> list[dict[str, Any]]:
    """The same form in all its languages, in the order of their list."""
    siblings = {one.language: one for one in (survey.original, *survey.original.translations.all())}
    view = "evaluations:survey_invitation" if token else "evaluations:survey_form"
    tail = [token] if token else []
    return [
        {
            "url": reverse(view, args=[siblings[code].slug, *tail]),
            "code": code,
            "name": name,
            "is_current": code == survey.language,
        }
        for code, name in Language.choices
        if code in siblings
    ]


def _moment(at: datetime, zone: str, words: Words, language: str) -> tuple[str, str]:
    """A moment as the language writes it, and its time zone: "31 October 2012, 18:00", "Asia/Seoul, UTC+09:00"."""
    local = timezone.localtime(at, ZoneInfo(zone))
    offset = f"{local:%z}"
    with translation.override(_LOCALES.get(language, language)):
        return date_format(local, words["moment"]), f"{zone}, UTC{offset[:3]}:{offset[3:5]}"


def _lead(survey: Survey, name: str, words: Words) -> str:
    opens_at = survey.original.opens_at
    if name == Status.PLANNED and opens_at:
        moment, zone = _moment(opens_at, survey.event.time_zone, words, survey.language)
        return words[name].format(moment=moment, zone=zone)
    return words[name]


def _has_results(survey: Survey) -> bool:
    released = Survey.objects.published().released_for(survey.event).values_list("pk", flat=True).first()
    return bool(released == survey.original.pk)


def state(request: HttpRequest, survey: Survey, name: str, *, status: int = 200) -> HttpResponse:
    """The page of a survey that shows no form, and says why. `name` is of a status or of a case in the words."""
    words = words_in(survey.language)
    said = {"title": words[f"{name}_title"], "lead": _lead(survey, name, words)}
    has_results = name == Status.CLOSED and _has_results(survey)
    return page(request, survey, "state", **said, has_results=has_results, is_linked=False, status=status)


def unknown(request: HttpRequest) -> HttpResponse:
    """The page where no survey is: the same whether there is none, or one that the public may not see."""
    words = words_in(Language.ENGLISH)
    context = {"words": words, "language": "en", "direction": "ltr"}
    said = {"title": words["unknown_title"], "lead": words["unknown"]}
    return _private(render(request, "evaluations/survey/state.html", context | said, status=404))
