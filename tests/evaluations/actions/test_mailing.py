"""What waits is sent once, in order of nothing; what became of each letter is noted, and a run can be stopped."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from evaluations.actions.mailing import _Mailer, send_letters, start_sending, stop_sending, tries_of
from evaluations.actions.runs import Run, RunningError, folder
from evaluations.emails.journal import Journal
from evaluations.models import Invitation, Letter, Survey
from events.emails.delivery import ServerError
from tests import factories as make
from tests.mail_server import Box, mail_server
from tests.servers import free_port

pytestmark = pytest.mark.django_db
State = Letter.State


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Any) -> None:
    settings.VAR_DIR = tmp_path


@pytest.fixture
def box(settings: Any) -> Iterator[Box]:
    found = Box()
    with mail_server(found) as port:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        yield found


def _survey(count: int = 1) -> Survey:
    survey = make.make_open_survey(access="invited")
    mailing = make.make_mailing(survey=survey)
    for number in range(count):
        invitation = make.make_invitation(survey=survey, email=f"p{number}@example.org")
        make.make_letter(invitation=invitation, mailing=mailing)
    return survey


def _send(survey: Survey, slept: list[float] | None = None) -> str:
    send_letters(survey=survey, sleep=[].append if slept is None else slept.append)
    return Run(survey.pk).said()


def _states(survey: Survey) -> list[tuple[str, str]]:
    rows = Letter.objects.filter(mailing__survey=survey).order_by("invitation__email")
    return list(rows.values_list("state", "reason"))


def test_everybody_gets_a_letter_and_nobody_two(box: Box) -> None:
    survey = _survey(5)
    assert _send(survey) == "All letters are sent."
    _send(survey)
    assert box.addresses == [f"p{number}@example.org" for number in range(5)]
    assert _states(survey) == [(State.SENT, "")] * 5


def test_letters_go_by_the_mail_box_of_the_tests_too() -> None:
    survey = _survey(2)
    _send(survey)
    assert sorted(message.to[0] for message in mail.outbox) == ["p0@example.org", "p1@example.org"]
    assert _states(survey) == [(State.SENT, "")] * 2


def test_letters_of_other_surveys_stay(box: Box) -> None:
    survey, other = _survey(1), _survey(1)
    _send(survey)
    assert (_states(other), len(box.accepted)) == ([(State.WAITING, "")], 1)


def test_who_answered_meanwhile_gets_none(box: Box) -> None:
    survey = _survey(2)
    survey.invitations.filter(email="p0@example.org").update(is_answered=True)
    _send(survey)
    assert _states(survey) == [(State.NOT_NEEDED, ""), (State.SENT, "")]


@pytest.mark.parametrize("step", ["at_rcpt", "at_data"])
def test_refused_letter_is_noted_with_the_reason_and_the_others_go(step: str, box: Box) -> None:
    survey = _survey(3)
    setattr(box, step, lambda address: "550 5.1.1 No such user" if address.startswith("p1") else "250 OK")
    assert _send(survey) == "All letters are sent."
    assert _states(survey) == [(State.SENT, ""), (State.REFUSED, "550 5.1.1 No such user"), (State.SENT, "")]
    assert box.asked["p1@example.org"] == 1


@pytest.mark.parametrize("step", ["at_rcpt", "at_data"])
def test_letter_that_is_put_off_is_tried_again(step: str, box: Box) -> None:
    survey = _survey(2)
    said = iter(["451 4.7.1 Later", "451 4.7.1 Later"])
    setattr(box, step, lambda address: next(said, "250 OK") if address.startswith("p1") else "250 OK")
    _send(survey)
    assert _states(survey) == [(State.SENT, "")] * 2
    assert (box.asked["p1@example.org"], len(box.accepted)) == (3, 2)


@pytest.mark.parametrize("said", ["452 4.2.2 Mailbox full", None])
def test_letter_is_given_up_after_five_tries(said: str | None, box: Box) -> None:
    survey = _survey(2)
    box.at_rcpt = lambda address: said if address.startswith("p1") else "250 OK"
    _send(survey)
    (first, _), (state, reason) = _states(survey)
    assert (first, state, tries_of(reason), box.asked["p1@example.org"]) == (State.SENT, State.REFUSED, 5, 5)


def test_between_rounds_the_mailer_waits(box: Box, settings: Any) -> None:
    settings.PORTAL_LETTER_RETRY_SECONDS = 0.05
    survey, slept = _survey(1), list[float]()
    said = iter(["451 Later"])
    box.at_rcpt = lambda address: next(said, "250 OK")
    _send(survey, slept)
    assert (_states(survey), len(slept) > 0) == ([(State.SENT, "")], True)


def test_connection_that_breaks_after_the_letter_leaves_it_for_the_staff(box: Box) -> None:
    survey = _survey(2)
    box.at_data = lambda address: None if address.startswith("p1") else "250 OK"
    assert _send(survey) == "All letters are sent."
    reason = "The connection broke before the mail server had confirmed it."
    assert _states(survey) == [(State.SENT, ""), (State.HANDED_OVER, reason)]
    _send(survey)
    assert box.asked["p1@example.org"] == 1


def test_server_that_is_down_loses_no_letter(box: Box, settings: Any) -> None:
    survey, port = _survey(2), settings.EMAIL_PORT
    settings.EMAIL_PORT = free_port()
    with pytest.raises(ServerError):
        _send(survey)
    said = Run(survey.pk).said()
    assert said.startswith("The mail server does not answer: ")
    assert said.endswith(" The letters wait.")
    assert _states(survey) == [(State.WAITING, "")] * 2
    settings.EMAIL_PORT = port
    _send(survey)
    assert box.addresses == ["p0@example.org", "p1@example.org"]


def test_server_that_wants_no_such_sender_stops_the_run(box: Box) -> None:
    survey = _survey(2)

    async def at_mail(server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        return "550 5.7.1 Not you"

    box.handle_MAIL = at_mail  # type: ignore[attr-defined]
    with pytest.raises(ServerError, match=r"refuses the portal as the sender: 550 5\.7\.1 Not you"):
        _send(survey)
    assert _states(survey) == [(State.WAITING, "")] * 2


def test_run_stops_when_the_survey_closes(box: Box) -> None:
    survey = _survey(2)
    Survey.objects.filter(pk=survey.pk).update(closes_at=timezone.now() - timedelta(seconds=1))
    assert _send(survey) == "The survey is not open. The letters that are left wait."
    assert (_states(survey), box.accepted) == ([(State.WAITING, "")] * 2, [])


def test_run_stops_when_somebody_asks(box: Box) -> None:
    survey = _survey(3)

    def at_data(address: str) -> str:
        stop_sending(survey=survey)
        return "250 OK"

    box.at_data = at_data
    assert _send(survey) == "Stopped. The letters that are left wait."
    assert sorted(state for state, _ in _states(survey)) == [State.SENT, State.WAITING, State.WAITING]
    box.at_data = lambda address: "250 OK"
    _send(survey)
    assert len(box.accepted) == 3


def test_only_one_mailer_sends_the_letters_of_a_survey(box: Box) -> None:
    survey = _survey(1)
    run = Run(survey.pk)
    with run.alone():
        assert run.is_going()
        with pytest.raises(RunningError):
            _send(survey)
    assert not run.is_going()
    assert box.accepted == []


def test_mark_is_given_to_one_mailer_alone() -> None:
    survey = _survey(1)
    letter = Letter.objects.get(mailing__survey=survey)
    with Journal(folder() / "one") as one, Journal(folder() / "other") as other:
        marks = [_Mailer(survey, Run(survey.pk), journal, [].append)._mark(letter.pk) for journal in (one, other)]
        assert [mark() is None for mark in marks] == [False, True]


def test_button_sends_by_the_command() -> None:
    survey = _survey(2)
    start_sending(survey=survey)
    assert len(mail.outbox) == 2
    assert Run(survey.pk).said() == "All letters are sent."


def test_run_that_was_just_started_counts_as_going() -> None:
    run = Run(1)
    run.say("Starting …")
    assert run.is_going()
    run.say("Sending …")
    assert not run.is_going()


def test_letter_whose_last_line_never_went_out_waits_again(box: Box) -> None:
    survey = _survey(2)
    _, second = Letter.objects.filter(mailing__survey=survey).order_by("invitation__email")
    Letter.objects.update(state=State.HANDED_OVER)
    with Journal(folder() / "journal") as journal:
        journal.begin(second.pk)
    _send(survey)
    assert box.addresses == ["p1@example.org"]
    assert [state for state, _ in _states(survey)] == [State.HANDED_OVER, State.SENT]


def test_journal_of_a_letter_that_went_out_changes_nothing(box: Box) -> None:
    survey = _survey(1)
    Letter.objects.update(state=State.HANDED_OVER)
    with Journal(folder() / "journal") as journal:
        journal.begin(Letter.objects.get().pk)
        journal.end()
    _send(survey)
    assert (box.accepted, _states(survey)) == ([], [(State.HANDED_OVER, "")])


def test_letter_without_an_address_is_refused_once(box: Box) -> None:
    survey = _survey()
    Invitation.objects.update(email="")
    slept: list[float] = []
    assert _send(survey, slept) == "All letters are sent."
    assert (_states(survey), box.addresses, len(slept) < 10) == (
        [(State.REFUSED, "This is no e-mail address.")],
        [],
        True,
    )
