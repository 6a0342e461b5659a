"""A survey on paper, for the staff: which forms to print, the forms, and the poster for the room."""

from types import SimpleNamespace
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Max
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import include, path, reverse
from django.utils.http import urlencode

from evaluations.desk import address, page_path, survey_for, survey_page
from evaluations.emails.letter import form_address, languages_of, survey_in
from evaluations.models import Survey
from events.models import Language
from reports.documents.survey_form import LONGEST_SERIAL, MOST_COPIES, build, files_of, poster, qr_code, survey_forms
from reports.pdf import Document, PdfError


class CopiesForm(forms.Form):
    """Which forms to print."""

    language = forms.ChoiceField(label="Language")
    first = forms.IntegerField(
        label="From number",
        min_value=1,
        max_value=LONGEST_SERIAL,
        help_text="Each form has a number of its own, under which it is typed in.",
    )
    copies = forms.IntegerField(
        label="How many", min_value=1, max_value=MOST_COPIES, help_text=f"At most {MOST_COPIES} at once."
    )

    def __init__(self, *args: Any, survey: Survey, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        languages: Any = self.fields["language"]
        languages.choices = [(one, Language(one).label) for one in languages_of(survey)]

    def clean(self) -> dict[str, Any]:
        """Numbers end somewhere."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("first", 0) + cleaned.get("copies", 0) - 1 > LONGEST_SERIAL:
            self.add_error("first", f"The last number would be beyond {LONGEST_SERIAL:,}.")
        return cleaned


def _next_number(survey: Survey) -> int:
    """The number after the highest that was typed in."""
    return (survey.original.paper_forms.aggregate(last=Max("serial"))["last"] or 0) + 1


def _files(survey: Survey, asked: dict[str, Any]) -> list[dict[str, Any]]:
    """The files that hold the forms: their words and addresses."""
    place = reverse("admin:evaluations_survey_print_forms", args=[survey.pk])
    return [
        {
            "first": first,
            "last": first + copies - 1,
            "address": f"{place}?{urlencode({'language': asked['language'], 'first': first, 'copies': copies})}",
        }
        for first, copies in files_of(survey, first=asked["first"], copies=asked["copies"])
    ]


def print_page(keeper: Any, request: HttpRequest, object_id: int) -> Any:
    """Where the numbers are chosen, with the files, the code and the posters."""
    survey = survey_for(request, object_id)
    if survey.translation_of_id:
        return HttpResponseRedirect(address(survey.original, "print"))
    form = CopiesForm(
        request.GET or None,
        survey=survey,
        initial={"language": survey.language, "first": _next_number(survey), "copies": 1},
    )
    place = reverse("admin:evaluations_survey_print_poster", args=[survey.pk])
    context = {
        "form": form,
        "files": _files(survey, form.cleaned_data) if form.is_bound and form.is_valid() else [],
        "posters": [(Language(one).label, f"{place}?language={one}") for one in languages_of(survey)],
        "web_address": form_address(survey),
        "code": qr_code(form_address(survey), "QR code of the web form"),
        "has_questions": survey.questions.exists(),
    }
    title = "Error: print forms" if form.errors else "Print forms"
    return survey_page(keeper, request, "print", survey, title=title, **context)


def print_forms(keeper: Any, request: HttpRequest, object_id: int) -> Any:
    """One file of forms."""
    survey = survey_for(request, object_id).original
    form = CopiesForm(request.GET, survey=survey)
    if not form.is_valid():
        return HttpResponseRedirect(address(survey, "print"))
    first, copies = form.cleaned_data["first"], form.cleaned_data["copies"]
    if len(files_of(survey, first=first, copies=copies)) > 1:
        return HttpResponseRedirect(f"{address(survey, 'print')}?{urlencode(form.cleaned_data)}")
    worded = survey_in(survey, form.cleaned_data["language"])
    name = f"{worded.slug}-forms-{first}-{first + copies - 1}"
    return _pdf(request, survey, survey_forms(worded, first=first, copies=copies), name)


def print_poster(keeper: Any, request: HttpRequest, object_id: int) -> Any:
    """The sheet with the code."""
    survey = survey_for(request, object_id).original
    language = request.GET.get("language", "")
    if language not in languages_of(survey):
        return HttpResponseRedirect(address(survey, "print"))
    worded = survey_in(survey, language)
    return _pdf(request, survey, poster(worded), f"{worded.slug}-poster")


def _pdf(request: HttpRequest, survey: Survey, document: Document, name: str) -> Any:
    try:
        built = build(document)
    except PdfError as error:
        messages.error(request, str(error).replace("The report", "The file"))
        return HttpResponseRedirect(address(survey, "print"))
    disposition = f'inline; filename="{name}.pdf"'
    return HttpResponse(built.pdf, content_type="application/pdf", headers={"Content-Disposition": disposition})


def urls(site: Any) -> list[Any]:
    """The addresses below those of the survey, for the admin site of the roof."""
    keeper = SimpleNamespace(admin_site=site)
    pages = (("print", print_page), ("print_forms", print_forms), ("print_poster", print_poster))
    return [path("evaluations/survey/", include([page_path(keeper, name, view) for name, view in pages]))]
