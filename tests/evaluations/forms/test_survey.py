"""The form of a survey takes what is offered, cleans what is written, and names the question of every refusal."""

from typing import Any

import pytest
from django.http import QueryDict

from evaluations.actions.answering import Sheet
from evaluations.forms.questionnaire import questionnaire
from evaluations.forms.survey import SurveyForm
from evaluations.forms.tickets import new_ticket
from evaluations.forms.words import words_in
from tests import factories as make
from tests.evaluations.posted import EVERYTHING, make_every_kind

pytestmark = pytest.mark.django_db


def filled(answers: dict[str, Any], survey: Any = None) -> SurveyForm:
    survey = survey or make_every_kind()
    data = QueryDict(mutable=True)
    for name, value in answers.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    form = SurveyForm(questionnaire(survey), words_in("en"), data, ticket=new_ticket(survey))
    form.full_clean()
    return form


def test_everything_becomes_a_sheet() -> None:
    form = filled(EVERYTHING)
    assert form.errors == {}
    single = {1: "good", 2: "poor", 3: "na", 4: "yes", 9: "excellent", 10: "good"}
    assert form.sheet() == Sheet(
        choices={number: (code,) for number, code in single.items()} | {5: ("tea", "coffee")},
        numbers={6: 7},
        texts={7: "Seoul", 8: "Well done.\nThank you."},
        groups=("role:speaker", "region:asia", "session:opening"),
    )


def test_nothing_is_required_and_nothing_ticked_beforehand() -> None:
    survey = make_every_kind()
    form = SurveyForm(questionnaire(survey), words_in("en"), ticket=new_ticket(survey))
    page = "".join(str(field) for field in form)
    assert [name for name in (" checked", " required", "aria-invalid") if name in page] == []


def test_empty_form_is_refused_as_a_whole() -> None:
    for answers in ({}, {"role": "speaker"}, {"q8": " \r\n\t "}, {"q9": "good"}):
        form = filled(answers)
        assert dict(form.errors) == {"__all__": [words_in("en")["empty"]]}
        assert form.first_control == "id_q1_0"


@pytest.mark.parametrize(
    ("name", "value", "error"),
    [
        ("q1", "best", "1. Text of question 1: choose from the answers that are offered."),
        ("q1", ["good", "poor"], "1. Text of question 1: choose from the answers that are offered."),
        ("q2", "\x00", "2. Text of question 2: choose from the answers that are offered."),
        ("q5", ["tea", "100 %s"], "5. Text of question 5: choose from the answers that are offered."),
        ("q6", "11", "6. Text of question 6: write a whole number from 0 to 10."),
        ("q6", "-1", "6. Text of question 6: write a whole number from 0 to 10."),
        ("q6", "ten", "6. Text of question 6: write a whole number from 0 to 10."),
        ("q6", "9" * 5000, "6. Text of question 6: write a whole number from 0 to 10."),
        ("q7", "a" * 251, "7. Text of question 7: the answer has 251 characters. Shorten it to 250 or fewer."),
        ("q8", "a" * 5001, "8. Text of question 8: the answer has 5,001 characters. Shorten it to 5,000 or fewer."),
        ("region", "mars", "Your region: choose from the answers that are offered."),
        ("session", ["opening", "x"], "Sessions that you attended: choose from the answers that are offered."),
    ],
)
def test_refusal_names_the_question(name: str, value: Any, error: str) -> None:
    assert dict(filled(EVERYTHING | {name: value}).errors) == {name: [error]}


def test_error_names_a_question_with_any_character_in_it() -> None:
    survey = make.make_open_survey()
    make.make_question(survey=survey, kind="number", lowest=1, highest=2, text="100 % {sure} {length}?")
    make.make_question(survey=survey, kind="open", text="100 % {sure} {question}?")
    make.make_question(survey=survey, tallies={"good": 0}, text="100 %(value)s {sure}?")
    for value in ("x", "3"):
        assert filled({"q1": value}, survey).errors["q1"][0].startswith("1. 100 % {sure} {length}: write")
    assert filled({"q2": "a" * 6000}, survey).errors["q2"][0].startswith("2. 100 % {sure} {question}: the answer")
    assert filled({"q3": "a"}, survey).errors["q3"][0].startswith("3. 100 %(value)s {sure}: choose")


def test_long_question_is_named_by_its_beginning() -> None:
    survey = make.make_open_survey()
    make.make_question(survey=survey, tallies={"good": 0}, text="가" * 200)
    assert filled({"q1": "a"}, survey).errors["q1"][0].startswith("1. " + "가" * 67 + "…: choose")


def test_questions_that_do_not_concern_the_respondent_are_not_looked_at() -> None:
    form = filled({"q1": "good", "q9": "no such answer", "q10": "good"})
    assert form.errors == {}
    assert form.sheet() == Sheet(choices={1: ("good",)})


def test_words_are_cleaned() -> None:
    naughty = "\u202eevil\u2066 \x00\x1bA\u200b\r\n\r\n\r\n\r\n  e\u0301 \t x\u2028y  "
    form = filled({"q7": naughty, "q8": naughty})
    assert form.sheet().texts == {7: "evil A é x y", 8: "evil A\n\né x\ny"}


def test_longest_answer_is_taken_with_its_line_breaks() -> None:
    text = "\r\n".join(["b" * 99] * 50)
    assert len(filled({"q8": text}).sheet().texts[8]) == 4999


def test_digits_of_other_scripts_are_numbers() -> None:
    assert filled({"q6": " ٧ "}).sheet().numbers == {6: 7}


def test_hint_is_never_markup() -> None:
    survey = make.make_open_survey()
    make.make_question(survey=survey, kind="open", hint="<b>bold</b> & more", text="<i>a</i>")
    form = SurveyForm(questionnaire(survey), words_in("en"), ticket=new_ticket(survey))
    assert form["q1"].help_text == "&lt;b&gt;bold&lt;/b&gt; &amp; more"
    assert form["q1"].label == "1. &lt;i&gt;a&lt;/i&gt;"


def test_question_outside_a_table_says_what_the_table_asks() -> None:
    survey = make.make_open_survey()
    make.make_question(survey=survey, grid="How was", text="the food", tallies=dict.fromkeys("abcdefg", 0))
    form = SurveyForm(questionnaire(survey), words_in("en"), ticket=new_ticket(survey))
    assert form["q1"].label == "1. How was the food"


def test_headings_count_the_parts() -> None:
    survey = make_every_kind()
    form = SurveyForm(questionnaire(survey), words_in("en"), ticket=new_ticket(survey))
    titles = [section.title for section in form.sections]
    assert titles == ["Part 1 of 3: ratings", "Part 2 of 3: choices", "Part 3 of 3: in your words"]
    assert [number for section in form.sections for block in section.blocks for number, _ in block.routes] == [1, 2]
