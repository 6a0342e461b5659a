"""The grid for paper forms: what is typed is counted, what is wrong is said beside its field, and two entries agree."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from evaluations.models import PaperForm, Survey
from tests import factories as make
from tests.conftest import SignIn
from tests.evaluations.actions.test_answering import counts
from tests.evaluations.imports.test_paper import make_paper_survey
from tests.pages import tree
from unpog_portal.roles import Role

pytestmark = pytest.mark.django_db
TYPED = {"q1": "1", "q2": "13", "q3": "7", "role": "1"}


def _address(survey: Survey, page: str = "paper", *more: int) -> str:
    return reverse(f"admin:evaluations_survey_{page}", args=[survey.pk, *more])


def _keep(client: Client, survey: Survey, serial: object, **typed: str) -> Any:
    return client.post(_address(survey), {"serial": str(serial), **typed})


def _errors(answer: Any) -> dict[str, str]:
    wrong = {cell.field.name: cell.error for cell in answer.context["cells"] if cell.error}
    return {**answer.context["errors"], **wrong}


def test_form_is_kept_and_the_next_is_open(editor: Client) -> None:
    survey = make_paper_survey()
    answer = _keep(editor, survey, 12, **TYPED)
    assert (answer.status_code, answer["Location"]) == (302, _address(survey))
    page = editor.get(_address(survey))
    assert (page.context["serial"], page.context["focus"], page.context["count"]) == ("13", "role", 1)
    assert counts(survey) == {"1 good": 1, "2 tea": 1, "2 water": 1, "3 7": 1}
    assert PaperForm.objects.get().entered_by == "editor"


def test_counter_names_the_forms_that_were_handed_out(editor: Client) -> None:
    survey = make_paper_survey()
    Survey.objects.update(forms_handed_out=68)
    make.make_paper_form(survey=survey)
    (counter,) = tree(editor.get(_address(survey))).findall(".//*[@class='paper-count']")
    assert " ".join("".join(counter.itertext()).split()) == "1 of 68 forms typed in"


def test_number_that_is_taken_is_never_proposed(editor: Client) -> None:
    survey = make_paper_survey()
    for serial in (2, 3, 1):
        make.make_paper_form(survey=survey, serial=serial)
    assert editor.get(_address(survey)).context["serial"] == "4"


def test_wrong_key_is_refused_beside_its_field_and_everything_typed_is_kept(editor: Client) -> None:
    survey = make_paper_survey()
    answer = _keep(editor, survey, 12, **TYPED | {"q1": "9"})
    assert _errors(answer) == {"q1": "“9” is not possible here. Type 1 to 3, or 0 for “No opinion”."}
    assert {cell.field.name: cell.typed for cell in answer.context["cells"] if cell.typed} == TYPED | {"q1": "9"}
    assert (answer.context["focus"], answer.context["title"]) == ("q1", "Error: Paper forms")
    assert not PaperForm.objects.exists()


@pytest.mark.parametrize("serial", ["", "0", "-1", "x", "1.5", "²", "99999999999"])
def test_form_needs_the_number_that_is_printed_on_it(editor: Client, serial: str) -> None:
    answer = _keep(editor, make_paper_survey(), serial, q1="1")
    assert _errors(answer) == {"serial": "Type the number that is printed on the form."}
    assert answer.context["focus"] == "serial"


@pytest.mark.parametrize("typed", [{}, {"q6": "0"}, {"role": "1"}])
def test_form_without_an_answer_is_left_out(editor: Client, typed: dict[str, str]) -> None:
    answer = _keep(editor, make_paper_survey(), 1, **typed)
    assert list(_errors(answer)) == ["serial"]
    assert not PaperForm.objects.exists()


def test_number_that_was_typed_before_offers_correcting_and_a_second_entry(editor: Client) -> None:
    survey = make_paper_survey()
    _keep(editor, survey, 12, **TYPED)
    answer = _keep(editor, survey, 12, **TYPED)
    assert _errors(answer) == {"serial": "Form 12 is typed in already."}
    page = tree(answer)
    links = {link.get("href") for link in page.iter("a")} | {b.get("formaction") for b in page.iter("button")}
    assert {_address(survey, "paper_form", 12), _address(survey, "paper_second", 12)} <= links
    assert counts(survey)["1 good"] == 1


def test_last_ten_forms_stand_below(editor: Client) -> None:
    survey = make_paper_survey()
    for serial in range(1, 13):
        make.make_paper_form(survey=survey, serial=serial)
    last = editor.get(_address(survey)).context["last"]
    assert [row["form"].serial for row in last] == list(range(12, 2, -1))


def test_form_is_corrected(editor: Client) -> None:
    survey = make_paper_survey()
    _keep(editor, survey, 12, **TYPED)
    address = _address(survey, "paper_form", 12)
    shown = {cell.field.name: cell.typed for cell in editor.get(address).context["cells"] if cell.typed}
    assert shown == TYPED
    answer = editor.post(address, {"serial": "13", **TYPED, "q1": "3"})
    assert answer["Location"] == _address(survey)
    assert (counts(survey)["1 poor"], PaperForm.objects.get().serial) == (1, 13)
    assert LogEntry.objects.get().change_message == "Paper form 13: corrected."


def test_form_is_not_corrected_to_nonsense(editor: Client) -> None:
    survey = make_paper_survey()
    for serial in (1, 2):
        _keep(editor, survey, serial, **TYPED)
    address = _address(survey, "paper_form", 1)
    assert list(_errors(editor.post(address, {"serial": "1", "q1": "8"}))) == ["q1"]
    assert _errors(editor.post(address, {"serial": "2", "q1": "3"})) == {
        "serial": "Form 2 is another form, which is typed in already."
    }
    assert counts(survey)["1 good"] == 2


def test_form_is_taken_out(editor: Client) -> None:
    survey = make_paper_survey()
    _keep(editor, survey, 12, **TYPED)
    editor.post(_address(survey, "paper_form", 12), {"_delete": "1"})
    assert (counts(survey), PaperForm.objects.count()) == ({}, 0)
    assert editor.get(_address(survey, "paper_form", 12)).status_code == 404


def test_second_entry_shows_only_what_differs(editor: Client, administrator: Client) -> None:
    survey = make_paper_survey()
    _keep(editor, survey, 12, **TYPED)
    second = _address(survey, "paper_second", 12)
    assert administrator.get(second).context["cells"][0].typed == ""
    answer = administrator.post(second, TYPED | {"q1": "3", "q4": "New"})
    assert answer["Location"] == second
    rows = administrator.get(second).context["rows"]
    assert [(r["field"].name, r["first"], r["second"]) for r in rows] == [
        ("q1", "1 Good", "3 Poor"),
        ("q4", "nothing", "New"),
    ]
    assert counts(survey)["1 good"] == 1


def test_what_is_right_is_chosen_field_by_field(editor: Client, administrator: Client) -> None:
    survey = make_paper_survey()
    _keep(editor, survey, 12, **TYPED)
    second = _address(survey, "paper_second", 12)
    administrator.post(second, TYPED | {"q1": "3", "q3": "8"})
    refused = administrator.post(second, {"q1": "2"})
    assert [row["error"] for row in refused.context["rows"]] == ["", "Choose what is written on the form."]
    administrator.post(second, {"q1": "2", "q3": "1"})
    assert counts(survey) == {"1 poor": 1, "2 tea": 1, "2 water": 1, "3 7": 1}
    assert "Both entries agree" in administrator.get(second).content.decode()


def test_second_entry_that_agrees_opens_the_next_form(editor: Client, administrator: Client) -> None:
    survey = make_paper_survey()
    for serial in (12, 14):
        _keep(editor, survey, serial, **TYPED)
    first, following = (_address(survey, "paper_second", serial) for serial in (12, 14))
    assert administrator.post(first, TYPED)["Location"] == following
    assert administrator.post(following, TYPED)["Location"] == _address(survey, "paper_seconds")


def test_nobody_types_a_form_twice(editor: Client) -> None:
    survey = make_paper_survey()
    _keep(editor, survey, 12, **TYPED)
    answer = editor.post(_address(survey, "paper_second", 12), TYPED)
    assert _errors(answer) == {"serial": "You typed this form the first time. Somebody else has to type it again."}
    assert PaperForm.objects.get().second is None


def test_list_names_what_waits_and_what_differs(editor: Client, administrator: Client) -> None:
    survey = make_paper_survey()
    for serial in (1, 2, 3):
        _keep(editor, survey, serial, **TYPED)
    _keep(administrator, survey, 4, **TYPED)
    administrator.post(_address(survey, "paper_second", 1), TYPED | {"q1": "3"})
    administrator.post(_address(survey, "paper_second", 2), TYPED)
    context = administrator.get(_address(survey, "paper_seconds")).context
    shown = {name: [form.serial for form in context[name]] for name in ("unlike", "once", "mine")}
    assert shown == {"unlike": [1], "once": [3], "mine": [4]}


def test_public_results_take_no_forms(editor: Client) -> None:
    survey = make_paper_survey()
    Survey.objects.update(is_released=True)
    answer = _keep(editor, survey, 1, **TYPED)
    reason = "The results of this survey are public. Take them back first, then forms can be typed in again."
    assert _errors(answer) == {"serial": reason}
    assert reason in editor.get(_address(survey)).content.decode()


def test_translation_counts_at_its_original(editor: Client) -> None:
    survey = make_paper_survey()
    other = make.make_open_survey(event=survey.event, translation_of=survey, language="fr")
    _keep(editor, other, 1, **TYPED)
    assert PaperForm.objects.get().survey == survey


@pytest.mark.parametrize("page", ["paper", "paper_seconds"])
def test_pages_are_for_whom_may_write_at_once(page: str, sign_in: SignIn, stranger: Client) -> None:
    address = _address(make_paper_survey(), page)
    answers = {
        role: sign_in(role.value, role).get(address).status_code for role in (Role.AUTHOR, Role.EDITOR, Role.FINANCE)
    }
    assert answers == {Role.AUTHOR: 403, Role.EDITOR: 200, Role.FINANCE: 403}
    assert stranger.get(address).status_code == 302
    assert User.objects.count() == 3
