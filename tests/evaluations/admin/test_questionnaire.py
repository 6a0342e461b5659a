"""A questionnaire leaves as a file, comes in as one, and is kept as a template."""

import json

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from evaluations.models import Survey, Template
from tests import factories as make


def _page(survey: Survey, name: str = "questionnaire") -> str:
    return reverse(f"admin:evaluations_survey_{name}", args=[survey.pk])


def _survey() -> Survey:
    survey = make.make_open_survey(opens_at=None)
    make.make_question(survey=survey, tallies={"good": None, "poor": None})
    return make.make_question(survey=survey, kind="open").survey


def test_file_of_one_survey_is_added_to_another(editor: Client) -> None:
    one, other = _survey(), _survey()
    file = editor.get(_page(one, "questionnaire_file"))
    assert file["Content-Disposition"] == f'attachment; filename="{one.slug}.json"'
    editor.post(_page(other), {"add": "1", "file": SimpleUploadedFile("a.json", file.content)})
    assert [(q.number, q.kind) for q in other.questions.all()][2:] == [(3, "rating"), (4, "open")]


def test_wrong_file_is_refused_with_the_place_and_adds_nothing(editor: Client) -> None:
    survey = _survey()
    content = json.loads(editor.get(_page(survey, "questionnaire_file")).content)
    content["questions"][0]["choices"][1]["code"] = "a b"
    file = SimpleUploadedFile("a.json", json.dumps(content).encode())
    page = editor.post(_page(survey), {"add": "1", "file": file})
    assert page.context["form"].errors["file"][0].startswith("questions[0].choices[1].code: ")
    assert survey.questions.count() == 2


def test_questionnaire_is_kept_as_a_template(editor: Client) -> None:
    survey = _survey()
    editor.post(_page(survey), {"keep": "1", "title": "Forum, short"})
    template = Template.objects.get()
    assert (template.code, len(template.content["questions"])) == ("forum-short", 2)
    again = editor.post(_page(survey), {"keep": "1", "title": "Forum, short"})
    assert (again.status_code, Template.objects.count()) == (302, 1)
