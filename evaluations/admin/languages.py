"""The languages of a survey: siblings that are made here, and the words of one beside those of the original."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import URLPattern

from evaluations.actions.translating import Wording, make_translation, reword, wordings
from evaluations.desk import address, page_path, survey_for, survey_page
from evaluations.models import Survey
from evaluations.review import differences
from events.models import Language


def languages_view(model_admin: Any, request: HttpRequest, object_id: int) -> Any:
    """Of an original its siblings; of a sibling its words."""
    survey = survey_for(request, object_id)
    view = _words if survey.translation_of_id else _siblings
    return view(model_admin, request, survey)


def _siblings(model_admin: Any, request: HttpRequest, survey: Survey) -> Any:
    siblings = list(survey.translations.select_related("translation_of"))
    taken = {survey.language, *(sibling.language for sibling in siblings)}
    free = [(code, label) for code, label in Language.choices if code not in taken]
    if request.method == "POST":
        language = request.POST.get("language", "")
        if language not in dict(free):
            messages.error(request, "Choose a language that is not there yet.")
            return HttpResponseRedirect(address(survey, "languages"))
        try:
            sibling = make_translation(survey=survey, language=language, by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return HttpResponseRedirect(address(survey, "languages"))
        messages.success(
            request, f"{sibling.get_language_display()} is made. Write its words beside those of the original."
        )
        return HttpResponseRedirect(address(sibling, "languages"))
    rows = [
        {
            "survey": sibling,
            "address": address(sibling, "languages"),
            "untranslated": sum(wording.is_untranslated for wording in wordings(sibling)),
            "differences": differences(sibling),
        }
        for sibling in siblings
    ]
    return survey_page(model_admin, request, "languages", survey, title="Languages", rows=rows, free=free)


def _words(model_admin: Any, request: HttpRequest, sibling: Survey) -> Any:
    """The form with the words of a sibling; what is left empty stays as it is, unless it may be empty."""
    errors: dict[str, list[str]] = {}
    found = wordings(sibling)
    if request.method == "POST":
        typed = {one.name: _typed(request, one) for one in found if one.name in request.POST}
        try:
            changed = reword(sibling=sibling, words=typed)
        except ValidationError as error:
            errors = _placed(error, found, typed)
        else:
            messages.success(request, f"{changed} changed." if changed else "Nothing was changed.")
            return HttpResponseRedirect(address(sibling, "languages"))
    rows = [
        {
            "wording": one,
            "text": request.POST.get(one.name, one.text),
            "errors": errors.get(one.name, []),
            "is_long": one.longest is None or one.longest > 150,
        }
        for one in found
    ]
    context = {
        "rows": rows,
        "errors": errors,
        "differences": differences(sibling),
        "original": sibling.original,
        "untranslated": sum(one.is_untranslated for one in found),
    }
    title = f"{'Error: ' if errors else ''}Words in {sibling.get_language_display()}"
    return survey_page(model_admin, request, "words", sibling, title=title, **context)


def _typed(request: HttpRequest, wording: Wording) -> str:
    text = request.POST[wording.name].replace("\r\n", "\n").strip()
    return text if wording.longest is None else " ".join(text.split())


def _placed(error: ValidationError, found: list[Wording], typed: dict[str, str]) -> dict[str, list[str]]:
    """The messages by the name of the words, each beside the field that is empty or too long."""
    placed = {}
    for one in found:
        text = typed.get(one.name, one.text)
        if one.longest is not None and len(text) > one.longest:
            placed[one.name] = [f"At most {one.longest} characters are taken, and there are {len(text)}."]
        elif not text and not one.row._meta.get_field(one.field).blank:
            placed[one.name] = ["Write something here."]
    return placed or {"": error.messages}


def urls(model_admin: Any) -> list[URLPattern]:
    """The address of the page."""
    return [page_path(model_admin, "languages", languages_view)]
