"""Sentences about a survey: United Nations style, every figure with its base, and the remainder named."""

from dataclasses import replace

import pytest

from evaluations.figures import Response, SurveyFigures, survey_figures
from evaluations.narrative import (
    average_text,
    bar_title,
    beside_text,
    best_labels,
    distribution_sentence,
    notes,
    overview,
    response_text,
    top_two_text,
)
from events.figures import share
from tests import factories as make
from tests.evaluations.forum import forum_results, make_rating, rating, single

pytestmark = pytest.mark.django_db

ROUNDING = "Percentages may not add up to 100 because of rounding."


def _results(*counts: int | None, n: int = 68, **fields: str) -> SurveyFigures:
    survey = make.make_survey(respondent_count=n, subject="Track 3", **fields)
    if counts:
        make_rating(survey, counts)
    return survey_figures(survey)


def test_sentence_opens_in_words_and_gives_every_count() -> None:
    assert distribution_sentence(rating(30, 34, 4)) == (
        "Forty-four per cent of the 68 respondents (30) rated the clarity as excellent, 50 per cent (34) as good and "
        "6 per cent (four) as satisfactory."
    )


def test_sentence_names_the_remainder() -> None:
    assert distribution_sentence(rating(29, 34, None)) == (
        "Forty-three per cent of the 68 respondents (29) rated the clarity as excellent and 50 per cent (34) as good. "
        "The answers of the remaining five respondents, or 7 per cent, are not stated."
    )


def test_sentence_names_a_remainder_of_one() -> None:
    assert distribution_sentence(rating(33, 34, None)) == (
        "Forty-nine per cent of the 68 respondents (33) rated the clarity as excellent and 50 per cent (34) as good. "
        "The answer of the remaining one respondent, or 1 per cent, is not stated."
    )


def test_sentence_notes_the_rounding_where_the_sum_is_101() -> None:
    assert distribution_sentence(rating(31, 27, 10)) == (
        "Forty-six per cent of the 68 respondents (31) rated the clarity as excellent, 40 per cent (27) as good and "
        f"15 per cent (10) as satisfactory. {ROUNDING}"
    )


def test_sentence_with_one_decimal_opens_with_every_digit_in_words() -> None:
    assert distribution_sentence(rating(4, 64, decimals=1)) == (
        "Five point nine per cent of the 68 respondents (four) rated the clarity as excellent and 94.1 per cent (64) "
        "as good."
    )


def test_sentence_about_a_choice_repeats_no_rating() -> None:
    assert distribution_sentence(single(every_year=51, every_two_years=15, every_six_months=2)) == (
        "Seventy-five per cent of the 68 respondents (51) answered that the Forum should be held every year, "
        "22 per cent (15) every two years and 3 per cent (two) every six months."
    )


def test_sentence_about_few_respondents_gives_counts_alone() -> None:
    assert distribution_sentence(rating(7, 3, 1, n=12)) == (
        "Seven of the 12 respondents rated the clarity as excellent, three respondents as good and one respondent as "
        "satisfactory. The answer of the remaining one respondent is not stated."
    )


def test_sentence_about_few_respondents_names_their_remainder() -> None:
    assert distribution_sentence(rating(7, None, n=12)) == (
        "Seven of the 12 respondents rated the clarity as excellent. The answers of the remaining five respondents are "
        "not stated."
    )


def test_sentence_about_one_respondent_is_in_the_singular() -> None:
    found = rating(1, 0, n=1)
    assert distribution_sentence(found) == (
        "One of the one respondent rated the clarity as excellent and zero respondents as good."
    )
    assert bar_title(found) == "Clarity: of one respondent, excellent one respondent and good zero respondents."


def test_sentence_names_an_answer_that_nobody_gave() -> None:
    assert distribution_sentence(rating(34, 34, 0)) == (
        "Fifty per cent of the 68 respondents (34) rated the clarity as excellent, 50 per cent (34) as good and "
        "0 per cent (zero) as satisfactory."
    )


def test_sentence_says_so_where_nothing_is_stated() -> None:
    assert distribution_sentence(rating(None, None)) == "No answers of the 68 respondents are stated."


def test_sentences_call_nobody_who_answered_a_participant() -> None:
    sentences = [distribution_sentence(one) for one in forum_results().distributions]
    assert len(sentences) == 9
    assert [text for text in sentences if "participant" in text] == []


def test_bar_title_is_a_sentence_with_every_figure() -> None:
    assert bar_title(rating(29, 34, None)) == (
        "Clarity: of 68 respondents, excellent 43 per cent (29), good 50 per cent (34) and not stated 7 per cent "
        "(five)."
    )


def test_bar_title_of_few_respondents_gives_counts_alone() -> None:
    assert bar_title(rating(7, 4, n=12)) == (
        "Clarity: of 12 respondents, excellent seven respondents, good four respondents and not stated one respondent."
    )


def test_overview_gives_the_least_of_the_best_shares() -> None:
    assert overview(forum_results()) == (
        "Sixty-eight people answered the questions on Track 3. On every rated question at least 79 per cent of them "
        "chose excellent or good."
    )


@pytest.mark.parametrize(
    ("counts", "n", "expected"),
    [
        ((7, 5), 12, "Twelve people answered the questions on Track 3."),
        ((1, 0), 1, "One person answered the questions on Track 3."),
        ((None, 34), 68, "Sixty-eight people answered the questions on Track 3."),
        ((), 68, "Sixty-eight people answered the questions on Track 3."),
    ],
)
def test_overview_claims_no_share_that_is_not_known(counts: tuple[int | None, ...], n: int, expected: str) -> None:
    assert overview(_results(*counts, n=n)) == expected


def test_overview_compares_no_questions_of_different_scales() -> None:
    survey = make.make_survey(subject="Track 3")
    make_rating(survey, (29, 34))
    make.make_question(survey=survey, tallies={"yes": 60, "rather": 8})
    assert overview(survey_figures(survey)) == "Sixty-eight people answered the questions on Track 3."


def test_labels_are_those_of_the_best_answers_whatever_their_order() -> None:
    survey = make.make_survey()
    question = make.make_question(survey=survey)
    for code, value in (("poor", 1), ("good", 2), ("excellent", 3)):
        make.make_choice(question=question, code=code, value=value)
    assert best_labels(survey_figures(survey).distributions[0]) == "excellent or good"


@pytest.mark.parametrize(
    ("counts", "n", "expected"),
    [
        ((29, 34, None), 68, "93 per cent excellent or good"),
        ((7, 4, 1), 12, "11 excellent or good"),
        ((29, None, 4), 68, ""),
    ],
)
def test_line_under_a_question_gives_its_two_best_answers(
    counts: tuple[int | None, ...], n: int, expected: str
) -> None:
    assert top_two_text(rating(*counts, n=n)) == expected


NOT_RECORDED = "How many people attended was not recorded, so that there is no response rate."
WITH_BASE = [
    ("attended", 766, 68, "The 68 respondents are 9 per cent of the 766 participants in the Forum."),
    ("attended", 1766, 68, "The 68 respondents are 4 per cent of the 1,766 participants in the Forum."),
    ("attended", None, 68, f"68 respondents. {NOT_RECORDED}"),
    ("attended", 12, 1, "The one respondent is from among the 12 participants in the Forum."),
    (
        *("attended", 60, 68),
        "The 68 respondents are more than the 60 participants in the Forum, so that there is no response rate.",
    ),
    ("registered", 100, 68, "The 68 respondents are 68 per cent of the 100 people who registered for the Forum."),
    ("invited", 80, 68, "The 68 respondents are 85 per cent of the 80 people who were invited to answer."),
    ("invited", None, 68, "68 respondents. Nobody was invited by name, so that there is no response rate."),
    ("handed_out", 80, 68, "The 68 respondents are 85 per cent of the 80 people who were handed a form."),
]


@pytest.mark.parametrize(("base", "of", "respondents", "expected"), WITH_BASE)
def test_response_names_its_base(base: str, of: int | None, respondents: int, expected: str) -> None:
    percent = share(respondents, of) if of and of >= 20 and respondents <= of else None
    found = replace(_results(n=respondents), response=Response(respondents, base, of, percent))
    assert response_text(found, "Forum") == expected


def test_response_without_a_base_gives_the_note_of_the_survey() -> None:
    found = _results(base_note="Attendance was not recorded.")
    assert response_text(found, "Forum") == "68 respondents. Attendance was not recorded."


def test_response_of_a_summary_is_its_respondents() -> None:
    assert response_text(replace(_results(), response=None), "Forum") == "68 respondents."


@pytest.mark.parametrize("kind", ["multiple", "single"])
def test_sentence_without_a_phrase_quotes_the_answers(kind: str) -> None:
    survey = make.make_open_survey(respondent_count=40)
    make.make_question(survey=survey, kind=kind, answered_count=40, asked_count=40, tallies={"web": 30, "paper": 10})
    verb, end = ("chose", " Several answers could be chosen.") if kind == "multiple" else ("answered", "")
    assert distribution_sentence(survey_figures(survey).distributions[0]) == (
        f"Seventy-five per cent of the 40 respondents (30) {verb} “Web” and 25 per cent (10) “Paper”.{end}"
    )


def test_sentence_about_a_rating_without_a_phrase_names_the_question() -> None:
    found = rating(34, 34, phrase="", label="Clarity")
    assert distribution_sentence(found).startswith("Fifty per cent of the 68 respondents (34) rated “Clarity” as exc")


def test_sentence_about_many_answers_names_the_three_most_frequent() -> None:
    found = single(**{f"answer_{number}": number for number in range(1, 11)}, n=55)
    assert distribution_sentence(found) == (
        "Eighteen per cent of the 55 respondents (10) answered that the Forum should be held answer 10, "
        "16 per cent (nine) answer 9 and 15 per cent (eight) answer 8."
    )


def test_sentence_keeps_a_label_from_right_to_left_together() -> None:
    survey = make.make_open_survey(respondent_count=8)
    question = make.make_question(survey=survey, kind="single")
    choice = make.make_choice(question=question, code="yes", label="نعم")
    make.Tally.objects.create(choice=choice, count=8)
    found = survey_figures(survey).distributions[0]
    assert distribution_sentence(found) == "Eight of the eight respondents answered “\u2068نعم\u2069”."


def test_sentence_about_nobody_says_so() -> None:
    survey = make.make_open_survey(respondent_count=30)
    make.make_question(survey=survey, tallies={"good": 0})
    assert distribution_sentence(survey_figures(survey).distributions[0]) == "Nobody answered this question."


@pytest.mark.parametrize(
    ("asked", "answered", "no_opinion", "expected"),
    [
        (40, 40, 0, ""),
        (40, 33, 2, "Seven respondents gave no answer and two had no opinion."),
        (40, 39, 0, "One respondent gave no answer."),
        (40, 40, 1, "One respondent had no opinion."),
    ],
)
def test_who_is_outside_the_base_is_named_beside(asked: int, answered: int, no_opinion: int, expected: str) -> None:
    found = replace(rating(34, 34), asked=asked, answered=answered, no_opinion=no_opinion)
    assert beside_text(found) == expected


def test_averages_say_what_the_numbers_stand_for() -> None:
    assert average_text(rating(30, 34, 4)) == "The mean is 4.4 (excellent is 5, satisfactory 3) and the median “good”."
    assert average_text(rating(29, 34, None)) == ""


def test_notes_of_totals_name_base_rounding_and_what_is_not_stated() -> None:
    assert notes(forum_results()) == (
        "The base of every percentage is the 68 respondents.",
        ROUNDING,
        "A share marked “not stated” is one that the source does not split.",
    )


def test_overview_of_too_few_says_nothing_of_their_answers() -> None:
    survey = make.make_open_survey(respondent_count=4, subject="Track 3")
    make.make_question(survey=survey, tallies={"good": 4})
    assert overview(survey_figures(survey)) == (
        "Four people answered the questions on Track 3. Too few answers to show."
    )
