"""Tallies are those of the stored answers, whatever came in and was taken back."""

import pytest

from evaluations.actions.answering import Sheet, record_sheets, remove_sheet
from evaluations.actions.opening import prepare_tallies
from evaluations.figures.tally_check import check_tallies
from evaluations.models import Answer, Group, GroupTally, PaperForm, Question, Survey, Tally
from tests import factories as make
from tests.evaluations.forum import make_forum_survey

pytestmark = pytest.mark.django_db

SHEETS = [
    Sheet(choices={1: ("good",), 2: ("web", "paper")}, numbers={3: 7}, texts={4: "Fine"}, groups=("role:speaker",)),
    Sheet(choices={1: ("poor",)}, groups=("session:one",)),
    Sheet(choices={2: ("web",)}, numbers={3: 3}),
]


def _survey() -> Survey:
    survey = make.make_open_survey(slug="asked")
    make.make_question(survey=survey, tallies={"good": None, "poor": None})
    make.make_question(survey=survey, kind="multiple", tallies={"web": None, "paper": None})
    make.make_question(survey=survey, kind="number", lowest=0, highest=10)
    make.make_question(survey=survey, kind="open")
    make.make_group(survey=survey)
    make.make_group(survey=survey, dimension="session", code="one", label="One")
    prepare_tallies(survey)
    record_sheets(survey=survey, sheets=SHEETS, channel="web")
    for serial, sheet in enumerate(SHEETS[:2], start=1):
        record_sheets(survey=survey, sheets=[sheet], channel="paper")
        make.make_paper_form(survey=survey, serial=serial, entry=sheet.as_json())
    return survey


def _found(survey: Survey) -> tuple[str, ...]:
    return check_tallies(Survey.objects.get(pk=survey.pk)).differences


def test_what_came_in_is_what_is_counted() -> None:
    found = check_tallies(Survey.objects.get(pk=_survey().pk))
    assert (found.differences, found.is_equal, found.answers) == ((), True, 12)


def test_what_was_taken_back_is_counted_no_more() -> None:
    survey = _survey()
    remove_sheet(survey=survey, sheet=SHEETS[0], channel="paper")
    PaperForm.objects.get(serial=1).delete()
    assert _found(survey) == ()


def test_survey_without_answers_agrees() -> None:
    assert _found(make.make_open_survey()) == ()


def test_tally_that_differs_is_named() -> None:
    survey = _survey()
    Tally.objects.filter(choice__code="poor").update(count=5)
    assert _found(survey) == ("question 1, “Poor”: the tally is 5, the answers are 2",)


def test_answer_that_is_lost_is_named() -> None:
    survey = _survey()
    Answer.objects.filter(choice__code="poor", channel="web").delete()
    assert _found(survey) == (
        "question 1, “Poor”: the tally is 2, the answers are 1",
        "question 1: 4 people answered, but 3 are stored",
    )


def test_people_who_answered_were_asked() -> None:
    survey = _survey()
    Question.objects.filter(survey=survey, number=1).update(asked_count=3)
    Question.objects.filter(survey=survey, number=2).update(asked_count=9)
    assert _found(survey) == (
        "question 1: 4 people answered, but 3 were asked",
        "question 2: 9 people were asked, but 5 are respondents",
    )


def test_groups_hold_no_more_than_everybody() -> None:
    survey = _survey()
    GroupTally.objects.filter(group__code="speaker", choice__code="good").update(count=3)
    assert _found(survey) == (
        "question 1, “Good”: 3 of 2 respondents of “Role: Speaker”",
        "question 1, “Good”: the groups of role add up to 3, the tally is 2",
    )
    Group.objects.filter(survey=survey, code="speaker").update(respondent_count=6)
    assert _found(survey) == (
        "question 1, “Good”: the groups of role add up to 3, the tally is 2",
        "the groups of role add up to 6 people, but 5 are respondents",
    )


def test_paper_forms_are_the_answers_on_paper() -> None:
    survey = _survey()
    PaperForm.objects.get(serial=2).delete()
    assert _found(survey) == ("question 1, “poor”: 0 on paper forms, but 1 answers came in on paper",)


def test_texts_are_no_more_than_who_wrote() -> None:
    survey = _survey()
    make.make_open_answer(question=survey.questions.get(number=4), text="Fine", position=77)
    assert _found(survey) == ("question 4: 3 texts are stored, but 2 people answered",)


def test_days_add_up_to_the_respondents() -> None:
    survey = _survey()
    Survey.objects.filter(pk=survey.pk).update(progress={"2026-11-22": 4})
    assert _found(survey) == ("the days add up to 4 respondents, but 5 are counted",)


def test_totals_only_fit_into_the_respondents() -> None:
    survey = make_forum_survey()
    assert _found(survey) == ()
    Tally.objects.filter(choice__question__number=2, choice__code="good").update(count=40)
    assert _found(survey) == ("question 2: 74 answers of 68 respondents",)


def test_totals_of_several_choices_fit_each() -> None:
    survey = make.make_survey(respondent_count=20)
    make.make_question(survey=survey, kind="multiple", tallies={"web": 20, "paper": 21})
    assert _found(survey) == ("question 1, “Paper”: 21 answers of 20 respondents",)
