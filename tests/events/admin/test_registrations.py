"""The list of registrations: found, decided on one by one and together, undone, invited, and letters tried again."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from events.actions.places import claim_place
from events.models import AuditEntry, Message, Participation, Registration, RegistrationForm
from tests import factories as make
from tests.events.registered import states, subjects, taken
from tests.pages import tree

pytestmark = pytest.mark.django_db
State = Registration.State


@pytest.fixture
def form(db: None) -> RegistrationForm:
    return make.make_registration_form(capacity=5, needs_approval=True)


def _address(form: RegistrationForm) -> str:
    return reverse("admin:events_event_registrations", args=[form.event_id])


def _pending(form: RegistrationForm, **fields: Any) -> Registration:
    assert claim_place(form)
    return make.make_registration(form=form, **fields)


def _post(client: Client, form: RegistrationForm, **sent: Any) -> Any:
    return client.post(_address(form), sent, follow=True)


def _said(answer: Any) -> list[str]:
    return [str(message).partition(" <form")[0] for message in answer.context["messages"]]


def _names(answer: Any) -> list[str]:
    return [row.called for row in answer.context["shown"].rows]


def _undo(client: Client, form: RegistrationForm, answer: Any) -> Any:
    """Presses the button in the message."""
    button = next(one for one in tree(answer).iter("button") if one.get("name") == "undo")
    return _post(client, form, undo=button.get("value"))


def test_those_who_wait_for_a_decision_come_first(editor: Client, form: RegistrationForm) -> None:
    make.make_registration(form=form, name="Ana", state=State.CONFIRMED)
    _pending(form, name="Bea")
    answer = editor.get(_address(form))
    assert (_names(answer), answer.context["shown"].chosen) == (["Bea"], "pending")
    tabs = [(tab.label, tab.count) for tab in answer.context["shown"].tabs]
    assert tabs == [("All", 2), ("To be approved", 1), ("Confirmed", 1)]
    assert _names(editor.get(_address(form), {"state": "all"})) == ["Ana", "Bea"]
    assert _names(editor.get(_address(form), {"state": "nonsense"})) == ["Bea"]


def test_search_goes_through_all_states(editor: Client, form: RegistrationForm) -> None:
    make.make_registration(form=form, name="Ana Silva", organization="City of Busan", state=State.CONFIRMED)
    _pending(form, name="Bea Silva", email="bea@example.net")
    page = _address(form)
    assert _names(editor.get(page, {"q": "silva"})) == ["Ana Silva", "Bea Silva"]
    assert _names(editor.get(page, {"q": "silva busan"})) == ["Ana Silva"]
    assert _names(editor.get(page, {"q": "bea@example.net"})) == ["Bea Silva"]
    assert "Nobody found" in editor.get(page, {"q": "\x00xyz"}).content.decode()


def test_waiting_list_is_in_its_order_with_places(editor: Client, form: RegistrationForm) -> None:
    late = timezone.now()
    for name, hours in (("Ana", 1), ("Bea", 2)):
        queued = late - timezone.timedelta(hours=hours)
        make.make_registration(form=form, name=name, state=State.WAITING, queued_at=queued)
    rows = editor.get(_address(form), {"state": "waiting"}).context["shown"].rows
    assert [(row.place, row.called) for row in rows] == [(1, "Bea"), (2, "Ana")]


def test_one_click_approves_and_the_message_undoes_it(editor: Client, form: RegistrationForm) -> None:
    one = _pending(form, name="Ana Silva")
    answer = _post(editor, form, one=f"approve.{one.pk}.pending")
    assert _said(answer) == ["Approved: Ana Silva. The letter is on its way."]
    assert (states(form), taken(form), Participation.objects.count()) == (["confirmed"], 1, 1)
    undone = _undo(editor, form, answer)
    assert (_said(undone), states(form), taken(form)) == (["Undone: Ana Silva."], ["pending"], 1)
    assert AuditEntry.objects.filter(action="decided", actor__username="editor").count() == 2


def test_several_are_refused_with_one_reason(editor: Client, form: RegistrationForm) -> None:
    chosen = [_pending(form) for _ in range(3)]
    left = _pending(form)
    keys = [f"{one.pk}.pending" for one in chosen]
    answer = _post(editor, form, act="refuse", chosen=keys, reason="Only\r\ngovernments.")
    assert (states(form), taken(form)) == (["refused"] * 3 + ["pending"], 1)
    assert {one.decision for one in Registration.objects.filter(state="refused")} == {"Only governments."}
    _undo(editor, form, answer)
    assert (states(form), taken(form), Registration.objects.get(pk=left.pk).decision) == (["pending"] * 4, 4, "")


def test_what_cannot_be_decided_is_named_and_the_rest_is_done(editor: Client) -> None:
    form = make.make_registration_form(capacity=1)
    for name in ("Ana", "Bea"):
        make.make_registration(form=form, name=name, state=State.REFUSED)
    keys = [f"{one.pk}.refused" for one in form.registrations.all()]
    answer = _post(editor, form, act="approve", chosen=keys)
    said = _said(answer)
    assert said[0].startswith("Approved: Ana.")
    assert said[1].startswith("Bea: no place is free, 1 of 1 are taken.")
    assert (states(form), taken(form)) == (["confirmed", "refused"], 1)


def test_decision_on_what_somebody_else_decided_is_refused_kindly(editor: Client, form: RegistrationForm) -> None:
    one = _pending(form, name="Ana")
    Registration.objects.update(state=State.REFUSED)
    answer = _post(editor, form, one=f"approve.{one.pk}.pending")
    assert _said(answer) == ["Ana: somebody else was quicker. Look at it, then decide again."]
    assert states(form) == ["refused"]


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"act": "approve"},
        {"act": "nonsense", "chosen": "1.pending"},
        {"one": "approve.x.pending"},
        {"one": "approve.99999999999999999999.pending"},
        {"one": "approve.1.nonsense"},
        {"undo": "1.pending"},
        {"undo": "é.confirmed.pending"},
        {"again": "x"},
        {"one": "delete.1.pending"},
    ],
)
def test_nonsense_changes_nothing(sent: dict[str, str], editor: Client, form: RegistrationForm) -> None:
    _pending(form)
    answer = _post(editor, form, **sent)
    assert (answer.status_code, states(form), Message.objects.count()) == (200, ["pending"], 0)


def test_registration_of_another_event_is_out_of_reach(editor: Client, form: RegistrationForm) -> None:
    other = make.make_registration()
    answer = _post(editor, form, one=f"approve.{other.pk}.pending")
    assert _said(answer) == ["Nothing was decided: this registration is not here any more."]
    assert Registration.objects.get(pk=other.pk).state == State.PENDING


def test_decision_leads_back_to_the_same_page_of_the_list(editor: Client, form: RegistrationForm) -> None:
    one = _pending(form)
    answer = editor.post(f"{_address(form)}?state=pending&page=2&x=y", {"one": f"approve.{one.pk}.pending"})
    assert answer["Location"] == f"{_address(form)}?state=pending&page=2"


def test_letter_that_was_not_sent_is_shown_and_tried_again(editor: Client, form: RegistrationForm) -> None:
    one = make.make_registration(form=form, name="Ana", state=State.CONFIRMED)
    make.make_message(registration=one, state="refused", reason="550 no such mailbox")
    page = editor.get(_address(form), {"state": "letters"})
    assert "The last letter could not be sent: 550 no such mailbox" in page.content.decode()
    assert [(tab.label, tab.count) for tab in page.context["shown"].tabs][-1] == ("Letters not sent", 1)
    answer = _post(editor, form, again=str(one.pk))
    assert _said(answer) == ["Another letter is on its way to Ana."]
    assert (subjects(form), len(answer.context["shown"].tabs)) == (["Your registration", "You are registered"], 2)


def test_all_lost_letters_are_tried_again_at_once(editor: Client, form: RegistrationForm) -> None:
    for _ in range(4):
        one = make.make_registration(form=form, state=State.CONFIRMED)
        make.make_message(registration=one, state="refused")
    fine = make.make_registration(form=form, state=State.CONFIRMED)
    make.make_message(registration=fine, state="sent")
    assert _said(_post(editor, form, again="all")) == ["Another letter is on its way to 4 registrations."]
    assert (Message.objects.filter(state="waiting").count(), fine.messages.count()) == (4, 1)


def test_people_are_invited_and_wrong_lines_come_back(editor: Client, form: RegistrationForm) -> None:
    make.make_registration(form=form, name="Bea", email="bea@example.org", state=State.CONFIRMED)
    answer = _post(editor, form, invite="1", people="Ana <ana@example.org>\nbea@example.org\nnobody")
    assert _said(answer) == [
        "Invited: Ana.",
        "Here already, and not invited again: Bea (confirmed).",
        "Without an e-mail address that can be read: 1. See below.",
    ]
    assert (answer.context["people"], states(form)) == ("nobody", ["confirmed", "invited"])


def test_invitation_to_a_closed_form_keeps_what_was_pasted(editor: Client, form: RegistrationForm) -> None:
    RegistrationForm.objects.update(access="off")
    answer = _post(editor, form, invite="1", people="ana@example.org")
    assert (answer.context["people"], form.registrations.count()) == ("ana@example.org", 0)
    assert _said(answer)[0].startswith("Registration is off.")


def test_event_without_a_form_leads_to_its_settings(editor: Client) -> None:
    event = make.make_event()
    page = reverse("admin:events_event_registrations", args=[event.pk])
    assert reverse("admin:events_event_registration", args=[event.pk]) in editor.get(page).content.decode()
    assert editor.post(page, {"one": "approve.1.pending"}).status_code == 302


def test_author_looks_and_does_not_decide(author: Client, finance: Client, form: RegistrationForm) -> None:
    one = _pending(form, name="Ana Silva")
    page = author.get(_address(form))
    assert "Ana Silva" in page.content.decode()
    assert [field for field in tree(page).iter("button") if field.get("name") in ("one", "act", "invite")] == []
    assert author.post(_address(form), {"one": f"approve.{one.pk}.pending"}).status_code == 403
    assert finance.get(_address(form)).status_code == 403


def test_names_never_turn_into_markup(editor: Client, form: RegistrationForm) -> None:
    one = _pending(form, name="<b>Ana</b>", organization="<i>x</i>", needs="<u>y</u>")
    page = editor.get(_address(form)).content.decode()
    assert ("<b>Ana" in page, "<i>x" in page, "<u>y" in page) == (False, False, False)
    answer = _post(editor, form, one=f"approve.{one.pk}.pending")
    assert ("Approved: &lt;b&gt;Ana" in answer.content.decode(), "<b>Ana" in answer.content.decode()) == (True, False)


def test_long_list_is_paged_with_as_many_queries_as_a_short_one(editor: Client, form: RegistrationForm) -> None:
    counts = []
    for number in (1, 120):
        rows = [
            Registration(form=form, name="Ana", email=f"a{number}-{n}@example.org", state="confirmed")
            for n in range(number)
        ]
        for row in rows:
            row.save()
        with CaptureQueriesContext(connection) as queries:
            answer = editor.get(_address(form), {"state": "confirmed"})
        counts.append(len(queries))
    assert (counts[0], counts[1]) == (counts[0], counts[0])
    assert (len(answer.context["shown"].rows), answer.context["shown"].page.paginator.num_pages) == (50, 3)


def test_approving_several_says_who_has_no_name_and_does_the_rest(editor: Client, form: RegistrationForm) -> None:
    ana = _pending(form, name="Ana")
    nobody = make.make_registration(form=form, name="", email="bea@example.org", state=State.INVITED)
    answer = _post(editor, form, act="approve", chosen=[f"{nobody.pk}.invited", f"{ana.pk}.pending"])
    assert states(form) == [State.CONFIRMED, State.INVITED]
    assert [words.split(":")[0] for words in _said(answer)] == ["Approved", "bea@example.org"]


@pytest.mark.parametrize("state", [State.CANCELLED, State.REFUSED])
def test_no_undo_is_offered_that_could_not_be_done(editor: Client, form: RegistrationForm, state: str) -> None:
    one = make.make_registration(form=form, name="Ana", state=state)
    answer = _post(editor, form, one=f"approve.{one.pk}.{state}")
    assert states(form) == [State.CONFIRMED]
    assert [button for button in tree(answer).iter("button") if button.get("name") == "undo"] == []
