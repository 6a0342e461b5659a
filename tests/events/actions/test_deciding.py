"""The office's decisions: places, letters, the log, and what happens when somebody else was quicker."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from events.actions.deciding import (
    DecidedError,
    DecisionError,
    FullError,
    approve,
    cancel,
    put_back,
    put_on_waiting_list,
    refuse,
    with_letters,
    write_again,
)
from events.actions.places import claim_place
from events.models import AuditEntry, Message, Registration, RegistrationForm
from tests import factories as make
from tests.events.registered import states, subjects, taken

pytestmark = pytest.mark.django_db
State = Registration.State


@pytest.fixture
def by(db: None) -> User:
    return User.objects.create_user("editor")


def _one(state: str = State.PENDING, *, form: RegistrationForm | None = None, **fields: Any) -> Registration:
    """A registration in a state, with its place where that holds one."""
    form = form or make.make_registration_form(capacity=2, needs_approval=True)
    if state in Registration.HOLDING:
        assert claim_place(form)
    if state == State.WAITING:
        fields = {"queued_at": timezone.now()} | fields
    return make.make_registration(form=form, state=state, **fields)


def _stored(one: Registration) -> Registration:
    return Registration.objects.get(pk=one.pk)


def test_approved_keeps_the_place_and_is_on_the_list(by: User) -> None:
    one = _one(name="Ana Silva")
    approve(registration=one, by=by)
    assert (_stored(one).state, taken(one.form)) == (State.CONFIRMED, 1)
    row = _stored(one).participation
    assert (str(row.person), row.is_registered, row.has_attended) == ("Ana Silva", True, False)
    assert subjects(one.form) == ["You are registered"]


@pytest.mark.parametrize("state", [State.WAITING, State.REFUSED, State.CANCELLED, State.INVITED])
def test_approving_without_a_place_takes_a_free_one(state: str, by: User) -> None:
    one = _one(state, decision="Too late." if state == State.REFUSED else "")
    approve(registration=one, by=by)
    assert (_stored(one).state, taken(one.form), _stored(one).decision) == (State.CONFIRMED, 1, "")


def test_approving_without_a_free_place_is_refused_in_words(by: User) -> None:
    form = make.make_registration_form(capacity=1)
    _one(State.CONFIRMED, form=form)
    late = _one(State.WAITING, form=form, name="Bea Late")
    with pytest.raises(FullError, match=r"^Bea Late: no place is free, 1 of 1 are taken"):
        approve(registration=late, by=by)
    assert (_stored(late).state, taken(form), subjects(form), AuditEntry.objects.count()) == (State.WAITING, 1, [], 0)


def test_refused_gives_the_place_to_the_next_one_with_the_reason(by: User) -> None:
    one = _one(form=make.make_registration_form(capacity=1))
    waiting = _one(State.WAITING, form=one.form)
    refuse(registration=one, by=by, reason="The event is for governments.")
    assert states(one.form) == [State.REFUSED, State.CONFIRMED]
    assert (taken(one.form), _stored(one).decision) == (1, "The event is for governments.")
    letter = one.messages.get()
    assert "The event is for governments." in letter.body
    assert waiting.messages.get().subject.startswith("You are registered")


def test_cancelled_for_a_person_is_off_the_list(by: User) -> None:
    one = _one()
    approve(registration=one, by=by)
    cancel(registration=_stored(one), by=by)
    found = _stored(one)
    assert (found.state, taken(one.form), found.participation.is_registered) == (State.CANCELLED, 0, False)
    assert subjects(one.form) == ["Registration cancelled"]  # the letter that had not left is not sent any more


@pytest.mark.parametrize("state", [State.PENDING, State.CONFIRMED])
def test_put_on_the_waiting_list_does_not_get_the_place_back_at_once(state: str, by: User) -> None:
    one = _one(state, form=make.make_registration_form(capacity=1))
    put_on_waiting_list(registration=one, by=by)
    assert (_stored(one).state, taken(one.form)) == (State.WAITING, 0)
    assert subjects(one.form) == ["Waiting list"]


def test_put_on_the_waiting_list_stands_at_its_end(by: User) -> None:
    one = _one(form=make.make_registration_form(capacity=1))
    first = _one(State.WAITING, form=one.form, queued_at=timezone.now() - timedelta(days=1))
    second = _one(State.WAITING, form=one.form, queued_at=timezone.now() - timedelta(hours=1))
    put_on_waiting_list(registration=one, by=by)
    assert _stored(first).state == State.CONFIRMED
    assert list(one.form.registrations.waiting()) == [second, one]


@pytest.mark.parametrize(
    ("act", "state"),
    [
        (approve, State.CONFIRMED),
        (refuse, State.CONFIRMED),
        (refuse, State.INVITED),
        (refuse, State.REFUSED),
        (cancel, State.CANCELLED),
        (cancel, State.REFUSED),
        (put_on_waiting_list, State.WAITING),
        (put_on_waiting_list, State.INVITED),
    ],
)
def test_what_makes_no_sense_is_refused(act: Any, state: str, by: User) -> None:
    one = _one(state)
    with pytest.raises(DecisionError, match="this cannot be done while the registration is"):
        act(registration=one, by=by)
    assert (_stored(one).state, Message.objects.count(), AuditEntry.objects.count()) == (state, 0, 0)


@pytest.mark.parametrize("act", [approve, refuse, cancel, put_on_waiting_list])
def test_decision_after_somebody_elses_is_refused_and_changes_nothing(act: Any, by: User) -> None:
    one = _one()
    seen = _stored(one)
    refuse(registration=one, by=by, reason="First.")
    before = (taken(one.form), Message.objects.count(), AuditEntry.objects.count())
    with pytest.raises(DecidedError, match="somebody else was quicker"):
        act(registration=seen, by=by)
    assert (_stored(one).state, _stored(one).decision) == (State.REFUSED, "First.")
    assert (taken(one.form), Message.objects.count(), AuditEntry.objects.count()) == before


def test_decision_is_logged_without_a_name(by: User) -> None:
    one = _one(name="Ana Silva")
    approve(registration=one, by=by)
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.actor, entry.item_name) == ("decided", by, str(one.form.event))
    assert entry.detail == f"approved registration {one.pk}"


@pytest.mark.parametrize("state", [State.PENDING, State.WAITING, State.INVITED])
def test_undone_approval_is_as_before(state: str, by: User) -> None:
    one = _one(state)
    before = (state, taken(one.form), one.queued_at)
    Message.objects.create(registration=one, address=one.email, subject="Received", body="", state=Message.State.SENT)
    approve(registration=one, by=by)
    put_back(registration=_stored(one), to=state, by=by)
    found = _stored(one)
    assert (found.state, taken(one.form), found.queued_at) == before
    assert subjects(one.form) == ["Received"]  # the approval never left, and nothing has to be said
    assert found.participation.is_registered is False


def test_undoing_after_the_letter_left_writes_another(by: User) -> None:
    one = _one()
    approve(registration=one, by=by)
    Message.objects.update(state=Message.State.SENT)
    put_back(registration=_stored(one), to=State.PENDING, by=by)
    assert subjects(one.form) == ["You are registered", "Registration received"]


def test_undone_refusal_takes_the_place_back_while_it_is_free(by: User) -> None:
    one = _one(form=make.make_registration_form(capacity=1, needs_approval=True))
    refuse(registration=one, by=by, reason="Mistake.")
    put_back(registration=_stored(one), to=State.PENDING, by=by)
    assert (_stored(one).state, _stored(one).decision, taken(one.form)) == (State.PENDING, "", 1)


def test_undone_refusal_is_refused_where_the_place_went_to_another(by: User) -> None:
    one = _one(form=make.make_registration_form(capacity=1, needs_approval=True))
    _one(State.WAITING, form=one.form)
    refuse(registration=one, by=by)
    with pytest.raises(FullError):
        put_back(registration=_stored(one), to=State.PENDING, by=by)
    assert (states(one.form), taken(one.form)) == ([State.REFUSED, State.PENDING], 1)


def test_undone_cancelling_confirms_again(by: User) -> None:
    one = _one()
    approve(registration=one, by=by)
    cancel(registration=_stored(one), by=by)
    put_back(registration=_stored(one), to=State.CONFIRMED, by=by)
    assert (_stored(one).state, taken(one.form), _stored(one).participation.is_registered) == (State.CONFIRMED, 1, True)


@pytest.mark.parametrize("to", [State.PENDING, State.REFUSED, "nonsense"])
def test_nothing_is_undone_where_there_is_nothing_to_undo(to: str, by: User) -> None:
    with pytest.raises(DecisionError, match="nothing to undo"):
        put_back(registration=_one(), to=to, by=by)


def test_last_letter_says_what_became_of_it(by: User) -> None:
    one = _one()
    approve(registration=one, by=by)
    Message.objects.update(state=Message.State.REFUSED, reason="550 no such mailbox")
    (found,) = with_letters(Registration.objects.all())
    assert (found.letter_state, found.letter_reason) == ("refused", "550 no such mailbox")
    write_again(registration=one)
    (found,) = with_letters(Registration.objects.all())
    assert (found.letter_state, subjects(one.form)) == ("waiting", ["You are registered"] * 2)


@pytest.mark.parametrize("name", ["", "-"])
def test_nobody_is_approved_without_a_name(name: str, by: User) -> None:
    one = _one(State.INVITED, name=name, email="bea@example.org")
    for act in (lambda: approve(registration=one, by=by), lambda: put_back(registration=one, to="confirmed", by=by)):
        with pytest.raises(DecisionError, match="nobody knows the name yet"):
            act()
    assert (_stored(one).state, taken(one.form), AuditEntry.objects.count()) == (State.INVITED, 0, 0)
