"""Paper forms are counted once, under their serial number; correcting and taking out leaves no trace in a count."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from evaluations.actions.answering import EmptySheetError, Sheet
from evaluations.actions.paper import (
    NotTypedError,
    SameTypistError,
    SerialTakenError,
    change_form,
    delete_form,
    enter_form,
    enter_second,
    settle_form,
)
from evaluations.models import Answer, OpenAnswer, PaperForm, Survey
from tests import factories as make
from tests.evaluations.actions.test_answering import FULL, by_question, counts, make_form

pytestmark = pytest.mark.django_db
GOOD, POOR = ({"choices": {"1": [code]}} for code in ("good", "poor"))


@pytest.fixture
def ann() -> User:
    return User.objects.create_user("ann")


def _state(survey: Survey) -> tuple[Any, ...]:
    survey.refresh_from_db()
    groups = list(survey.groups.values_list("code", "respondent_count"))
    progress = {day: count for day, count in survey.progress.items() if count}
    return counts(survey), by_question(survey), groups, survey.respondent_count, progress


def test_form_is_counted_like_every_answer(ann: User) -> None:
    survey = make_form()
    form = enter_form(survey=survey, serial=7, entry=FULL.as_json(), by=ann)
    assert Sheet.from_json(form.entry) == FULL
    assert (form.serial, form.entered_by, form.entry["on"]) == (7, "ann", timezone.localdate().isoformat())
    assert counts(survey) == {"1 good": 1, "2 tea": 1, "2 coffee": 1, "3 7": 1, "5 poor": 1}
    assert set(Answer.objects.values_list("channel", flat=True)) == {"paper"}


def test_serial_number_is_typed_once(ann: User) -> None:
    survey = make_form()
    enter_form(survey=survey, serial=7, entry=GOOD, by=ann)
    with pytest.raises(SerialTakenError):
        enter_form(survey=survey, serial=7, entry=POOR, by=ann)
    assert counts(survey) == {"1 good": 1}


def test_survey_that_is_closed_on_the_web_takes_forms_until_its_results_are_public(ann: User) -> None:
    survey = make_form(closes_at=make.LONG_AGO + timedelta(days=1))
    form = enter_form(survey=survey, serial=1, entry=GOOD, by=ann)
    survey.is_released = True
    survey.save()
    form.survey = survey
    with pytest.raises(NotTypedError):
        enter_form(survey=survey, serial=2, entry=GOOD, by=ann)
    with pytest.raises(NotTypedError):
        change_form(form=form, entry=POOR)
    with pytest.raises(NotTypedError):
        delete_form(form=form)
    assert counts(survey) == {"1 good": 1}


def test_totals_take_no_forms(ann: User) -> None:
    with pytest.raises(NotTypedError):
        enter_form(survey=make.make_survey(is_released=False), serial=1, entry=GOOD, by=ann)


def test_choices_that_nobody_ticked_are_counted_as_nought(ann: User) -> None:
    survey = make.make_open_survey()
    question = make.make_question(survey=survey, tallies={"good": None, "poor": None})
    enter_form(survey=survey, serial=1, entry=GOOD, by=ann)
    assert [choice.tally.count for choice in question.choices.all()] == [1, 0]


def test_empty_form_is_refused(ann: User) -> None:
    with pytest.raises(EmptySheetError):
        enter_form(survey=make_form(), serial=1, entry={}, by=ann)
    assert not PaperForm.objects.exists()


def test_corrected_form_counts_as_if_it_had_been_typed_so(ann: User) -> None:
    survey, other = make_form(), make_form()
    form = enter_form(survey=survey, serial=1, entry=FULL.as_json(), by=ann)
    right = Sheet({1: ("poor",)}, {3: 2}, {4: "Better"}, ("role:delegate",)).as_json()
    change_form(form=form, entry=right, serial=9)
    enter_form(survey=other, serial=9, entry=right, by=ann)
    assert _state(survey) == _state(other)
    assert list(survey.paper_forms.values_list("serial", flat=True)) == [9]
    texts = OpenAnswer.objects.order_by("question__survey").values_list("text", "question__survey")
    assert list(texts) == [("Better", survey.pk), ("Better", other.pk)]


def test_correction_keeps_the_day_on_which_the_form_was_counted(ann: User) -> None:
    survey = make_form()
    form = enter_form(survey=survey, serial=1, entry=GOOD, by=ann)
    PaperForm.objects.update(entry=form.entry | {"on": "2012-10-18"})
    Survey.objects.update(progress={"2012-10-18": 1})
    change_form(form=form, entry=POOR)
    survey.refresh_from_db()
    assert survey.progress == {"2012-10-18": 1}
    delete_form(form=form)
    survey.refresh_from_db()
    assert (survey.progress, survey.respondent_count) == ({"2012-10-18": 0}, 0)


def test_text_that_stays_keeps_what_was_decided_about_it(ann: User) -> None:
    survey = make_form()
    form = enter_form(survey=survey, serial=1, entry=FULL.as_json(), by=ann)
    OpenAnswer.objects.update(is_moderated=True, text="Well …")
    changed = FULL.as_json() | {"choices": {"1": ["poor"]}}
    change_form(form=form, entry=changed)
    assert list(OpenAnswer.objects.values_list("text", "original", "is_moderated")) == [("Well …", "Well done", True)]
    assert by_question(survey) == [(1, 1), (1, 0), (1, 1), (1, 1), (1, 0)]


def test_form_is_not_given_the_number_of_another(ann: User) -> None:
    survey = make_form()
    first = enter_form(survey=survey, serial=1, entry=GOOD, by=ann)
    enter_form(survey=survey, serial=2, entry=GOOD, by=ann)
    with pytest.raises(SerialTakenError):
        change_form(form=first, entry=POOR, serial=2)
    assert counts(survey) == {"1 good": 2}


def test_form_that_is_taken_out_leaves_nothing(ann: User) -> None:
    survey = make_form()
    enter_form(survey=survey, serial=1, entry=GOOD, by=ann)
    before = _state(survey)
    form = enter_form(survey=survey, serial=2, entry=FULL.as_json(), by=ann)
    delete_form(form=form)
    assert _state(survey) == before
    assert Answer.objects.count() == 1
    assert not OpenAnswer.objects.exists()
    assert list(PaperForm.objects.values_list("serial", flat=True)) == [1]


def test_second_entry_is_somebody_elses_and_counts_nothing(ann: User) -> None:
    survey = make_form()
    form = enter_form(survey=survey, serial=1, entry=GOOD, by=ann)
    with pytest.raises(SameTypistError):
        enter_second(form=form, entry=POOR, by=ann)
    before = _state(survey)
    enter_second(form=form, entry=POOR, by=User.objects.create_user("bea"))
    form.refresh_from_db()
    assert (form.second_by, Sheet.from_json(form.second)) == ("bea", Sheet.from_json(POOR))
    assert _state(survey) == before


def test_settled_form_says_the_same_twice_and_is_counted_so(ann: User) -> None:
    survey = make_form()
    form = enter_form(survey=survey, serial=1, entry=GOOD, by=ann)
    enter_second(form=form, entry=POOR, by=User.objects.create_user("bea"))
    settle_form(form=form, entry=POOR)
    form.refresh_from_db()
    assert Sheet.from_json(form.entry) == Sheet.from_json(form.second) == Sheet.from_json(POOR)
    assert counts(survey) == {"1 poor": 1}
