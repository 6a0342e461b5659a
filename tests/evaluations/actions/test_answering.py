"""Sheets are counted and stored at once, spend an invitation once, and can be taken back."""

from datetime import date

import pytest
from django.utils import timezone

from evaluations.actions.answering import (
    AnsweredError,
    EmptySheetError,
    NotOpenError,
    Sheet,
    record_sheets,
    remove_sheet,
    submit,
)
from evaluations.actions.opening import close_survey, open_survey, prepare_tallies
from evaluations.models import Answer, GroupTally, OpenAnswer, Survey, Tally
from tests import factories as make

pytestmark = pytest.mark.django_db


def make_form(**fields) -> Survey:
    """A rating, a multiple choice, a number, an open question, a question for speakers; roles are asked."""
    survey = make.make_open_survey(**fields)
    for code in ("speaker", "delegate"):
        make.make_group(survey=survey, code=code)
    make.make_question(survey=survey, tallies={"good": 0, "poor": 0})
    make.make_question(survey=survey, kind="multiple", tallies={"tea": 0, "coffee": 0})
    make.make_question(survey=survey, kind="number", lowest=0, highest=10)
    make.make_question(survey=survey, kind="open")
    make.make_question(survey=survey, role="speaker", tallies={"good": 0, "poor": 0})
    return survey


def counts(survey: Survey) -> dict[str, int]:
    rows = Tally.objects.filter(choice__question__survey=survey).select_related("choice__question")
    return {f"{row.choice.question.number} {row.choice.code}": row.count for row in rows if row.count}


def by_question(survey: Survey) -> list[tuple[int, int]]:
    return list(survey.questions.values_list("asked_count", "answered_count"))


FULL = Sheet({1: ("good",), 2: ("tea", "coffee"), 5: ("poor",)}, {3: 7}, {4: "Well done"}, ("role:speaker",))


def test_sheet_is_counted_everywhere() -> None:
    survey = make_form()
    submit(survey=survey, sheet=FULL)
    submit(survey=survey, sheet=Sheet({1: ("good",), 2: ("tea",)}, groups=("role:delegate",)))
    assert counts(survey) == {"1 good": 2, "2 tea": 2, "2 coffee": 1, "3 7": 1, "5 poor": 1}
    assert by_question(survey) == [(2, 2), (2, 2), (2, 1), (2, 1), (1, 1)]
    survey.refresh_from_db()
    assert (survey.respondent_count, survey.progress) == (2, {timezone.localdate().isoformat(): 2})
    assert dict(survey.groups.values_list("code", "respondent_count")) == {"speaker": 1, "delegate": 1}
    rows = GroupTally.objects.exclude(count=0).values_list("group__code", "choice__code", "count")
    assert sorted(rows) == [
        ("delegate", "good", 1),
        ("delegate", "tea", 1),
        ("speaker", "7", 1),
        ("speaker", "coffee", 1),
        ("speaker", "good", 1),
        ("speaker", "poor", 1),
        ("speaker", "tea", 1),
    ]


def test_answers_are_stored_each_on_its_own() -> None:
    survey = make_form()
    submit(survey=survey, sheet=FULL)
    rows = Answer.objects.values_list("question__number", "choice__code", "is_first", "channel")
    assert sorted(rows) == [
        (1, "good", True, "web"),
        (2, "coffee", False, "web"),
        (2, "tea", True, "web"),
        (3, "7", True, "web"),
        (5, "poor", True, "web"),
    ]
    written = OpenAnswer.objects.get()
    assert (written.text, written.original, written.is_moderated) == ("Well done", "Well done", False)
    assert {field.name for field in Answer._meta.fields} == {"id", "question", "choice", "channel", "is_first"}


def test_keys_say_nothing_of_the_order() -> None:
    survey = make_form()
    for _ in range(30):
        submit(survey=survey, sheet=Sheet({1: ("good",)}, texts={4: "x"}))
    for model in (Answer, OpenAnswer):
        keys = list(model.objects.values_list("pk", flat=True))
        assert (max(keys) > 2**55, len(keys)) == (True, 30)
    assert len(set(OpenAnswer.objects.values_list("position", flat=True))) == 30


def test_invitation_is_spent_once() -> None:
    survey = make_form(access="invited")
    invitation = make.make_invitation(survey=survey)
    submit(survey=survey, sheet=FULL, invitation=invitation.pk)
    with pytest.raises(AnsweredError):
        submit(survey=survey, sheet=FULL, invitation=invitation.pk)
    invitation.refresh_from_db()
    survey.refresh_from_db()
    assert (invitation.is_answered, survey.respondent_count) == (True, 1)


def test_invitation_to_another_survey_opens_nothing() -> None:
    survey = make_form(access="invited")
    with pytest.raises(AnsweredError):
        submit(survey=survey, sheet=FULL, invitation=make.make_invitation().pk)
    assert Answer.objects.count() == 0


@pytest.mark.parametrize(
    "wrong", [Sheet({9: ("good",)}), Sheet({1: ("nice",)}), Sheet({1: ("good",)}, groups=("role:x",))]
)
def test_unknown_name_stores_nothing(wrong: Sheet) -> None:
    survey = make_form(access="invited")
    invitation = make.make_invitation(survey=survey)
    with pytest.raises(KeyError):
        submit(survey=survey, sheet=wrong, invitation=invitation.pk)
    invitation.refresh_from_db()
    survey.refresh_from_db()
    assert (invitation.is_answered, survey.respondent_count, Answer.objects.count()) == (False, 0, 0)


def test_empty_sheet_is_no_answer() -> None:
    survey = make_form()
    with pytest.raises(EmptySheetError):
        submit(survey=survey, sheet=Sheet({1: ()}, texts={4: "  "}, groups=("role:speaker",)))
    survey.refresh_from_db()
    assert survey.respondent_count == 0


def test_survey_that_is_not_open_takes_nothing() -> None:
    survey = make_form()
    close_survey(survey=survey, by=None)
    with pytest.raises(NotOpenError):
        submit(survey=survey, sheet=FULL)
    open_survey(survey=survey, by=None)
    submit(survey=survey, sheet=FULL)


def test_answers_to_a_translation_are_counted_at_the_original() -> None:
    survey = make_form()
    french = make.make_open_survey(event=survey.event, language="fr", translation_of=survey, opens_at=None)
    submit(survey=french, sheet=FULL)
    survey.refresh_from_db()
    assert (survey.respondent_count, french.questions.count()) == (1, 0)


def test_sheets_are_recorded_together() -> None:
    survey = make_form()
    sheets = [FULL, FULL, Sheet({1: ("poor",)})]
    assert record_sheets(survey=survey, sheets=sheets, channel="file", on=date(2026, 1, 2)) == 3
    assert counts(survey) == {"1 good": 2, "1 poor": 1, "2 tea": 2, "2 coffee": 2, "3 7": 2, "5 poor": 2}
    survey.refresh_from_db()
    assert survey.progress == {"2026-01-02": 3}
    assert set(Answer.objects.values_list("channel", flat=True)) == {"file"}


def test_sheet_that_is_taken_back_leaves_no_trace() -> None:
    survey = make_form()
    prepare_tallies(survey)
    other = Sheet({1: ("good",), 2: ("coffee",)})
    record_sheets(survey=survey, sheets=[FULL, other], channel="paper")
    remove_sheet(survey=survey, sheet=FULL, channel="paper")
    assert counts(survey) == {"1 good": 1, "2 coffee": 1}
    assert by_question(survey) == [(1, 1), (1, 1), (1, 0), (1, 0), (0, 0)]
    assert (Answer.objects.count(), OpenAnswer.objects.count()) == (2, 0)


def test_sheet_survives_its_way_through_json() -> None:
    assert Sheet.from_json(FULL.as_json()) == FULL


def test_respondent_has_one_role() -> None:
    survey = make_form()
    with pytest.raises(ValueError, match="one role"):
        submit(survey=survey, sheet=Sheet({1: ("good",)}, groups=("role:speaker", "role:delegate")))
    survey.refresh_from_db()
    assert survey.respondent_count == 0
