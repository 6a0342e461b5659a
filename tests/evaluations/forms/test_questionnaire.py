"""A survey in parts, in its language, with the names of the original."""

from typing import Any

import pytest

from evaluations.forms.questionnaire import MOST_ROUTES, questionnaire
from tests import factories as make
from tests.evaluations.posted import RATINGS, make_every_kind

pytestmark = pytest.mark.django_db


def test_questions_stand_in_parts_and_rows_of_a_table_together() -> None:
    found = questionnaire(make_every_kind())
    numbers = [[[asked.question.number for asked in block] for block in part.blocks] for part in found.parts]
    assert [part.title for part in found.parts] == ["ratings", "choices", "in your words"]
    assert numbers == [[[1], [2, 3]], [[4], [5], [6]], [[7], [8], [9], [10]]]


def test_rows_with_other_words_or_other_answers_are_tables_of_their_own() -> None:
    survey = make.make_open_survey()
    for grid, codes in (("A", "xy"), ("A", "xy"), ("B", "xy"), ("B", "xyz"), ("", "xyz"), ("", "xyz")):
        make.make_question(survey=survey, grid=grid, tallies=dict.fromkeys(codes, 0))
    (part,) = questionnaire(survey).parts
    assert [len(block) for block in part.blocks] == [2, 1, 1, 1, 1]


def test_table_has_at_most_six_columns() -> None:
    survey = make.make_open_survey()
    for _ in range(2):
        make.make_question(survey=survey, grid="A", tallies=dict.fromkeys("abcdefg", 0))
    (part,) = questionnaire(survey).parts
    assert [(len(block), block[0].is_row, block[0].is_scale) for block in part.blocks] == [(1, False, True)] * 2


def test_minutes_follow_from_the_number_of_questions() -> None:
    survey = make.make_open_survey()
    assert questionnaire(survey).minutes == 1
    for _ in range(12):
        make.make_question(survey=survey, kind="open")
    assert (questionnaire(survey).minutes, questionnaire(survey).is_routed) == (3, False)


def test_respondents_are_asked_who_they_are_where_the_survey_has_groups() -> None:
    found = questionnaire(make_every_kind()).dimensions
    codes = {one.name: [tick.code for tick in one.ticks] for one in found}
    assert codes == {"role": ["speaker", "delegate"], "region": ["asia"], "session": ["opening"]}
    assert [one.name for one in found if one.is_several] == ["session"]


def test_question_concerns_whom_it_is_for() -> None:
    asked = {one.question.number: one for one in questionnaire(make_every_kind()).questions}
    assert [number for number in asked if not asked[number].concerns(set())] == [9, 10]
    assert asked[9].concerns({"role:speaker"})
    assert not asked[9].concerns({"role:delegate"})
    assert asked[10].concerns({"session:opening"})


def test_question_for_a_role_that_nobody_is_asked_about_is_for_all() -> None:
    survey = make.make_open_survey()
    make.make_question(survey=survey, role="minister", tallies={"good": 0})
    (asked,) = questionnaire(survey).questions
    assert (asked.routes, asked.concerns(set())) == ((), True)


def test_only_so_many_routes_have_a_number() -> None:
    survey = make.make_open_survey()
    for number in range(MOST_ROUTES + 2):
        session = make.make_session(event=survey.event)
        make.make_group(survey=survey, dimension="session", code=f"s{number}", session=session)
        make.make_question(survey=survey, session=session, tallies={"good": 0})
    numbers = [one.routes[0].number for one in questionnaire(survey).questions]
    assert numbers == [*range(1, MOST_ROUTES + 1), None, None]


def test_group_that_leads_nowhere_has_no_route() -> None:
    found = questionnaire(make_every_kind()).dimensions
    assert [[tick.route for tick in one.ticks] for one in found] == [[1, None], [None], [2]]


def test_translation_words_the_questions_of_the_original() -> None:
    survey = make_every_kind()
    french = make.make_survey(event=survey.event, translation_of=survey, language="fr")
    make.make_group(survey=french, code="speaker", label="Orateur")
    worded = make.make_question(survey=french, number=1, text="Votre impression ?", section="notes")
    make.make_choice(question=worded, code="good", label="Bon")
    found = questionnaire(french)
    first, second = found.questions[:2]
    assert (first.question.survey, first.text, first.language) == (survey, "Votre impression ?", "")
    assert [(tick.code, tick.label, tick.language) for tick in first.ticks] == [
        ("excellent", "Excellent", "en"),
        ("good", "Bon", ""),
        ("poor", "Poor", "en"),
    ]
    assert (second.text, second.language) == ("Text of question 2?", "en")
    assert [tick.label for tick in found.dimensions[0].ticks] == ["Orateur", "Delegate"]


def test_numbers_that_were_given_are_no_answers_to_tick() -> None:
    survey = make.make_open_survey()
    question = make.make_question(survey=survey, kind="number", lowest=0, highest=3)
    make.make_choice(question=question, code="2")
    assert questionnaire(survey).questions[0].ticks == ()


def test_ratings_stand_as_they_are_printed() -> None:
    survey = make.make_open_survey()
    question = make.make_question(survey=survey)
    for position, code in ((3, RATINGS[2]), (1, RATINGS[0]), (2, RATINGS[1])):
        make.make_choice(question=question, code=code, position=position)
    assert [tick.code for tick in questionnaire(survey).questions[0].ticks] == list(RATINGS)


@pytest.mark.parametrize("count", [1, 30])
def test_questionnaire_needs_the_same_queries_whatever_its_length(count: int, django_assert_num_queries: Any) -> None:
    survey = make.make_open_survey()
    for _ in range(count):
        make.make_question(survey=survey, tallies={"good": 0, "poor": 0})
    with django_assert_num_queries(3):
        questionnaire(survey)
