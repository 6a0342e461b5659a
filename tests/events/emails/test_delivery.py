"""Letters reach a real mail server on this machine; what it answers is told apart."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.mail import EmailMessage

from events.emails.delivery import Mark, Outcome, Postman, ServerError, has_server
from events.emails.message import plain_message
from tests.mail_server import Box, mail_server
from tests.servers import free_port


class Books:
    """What the mailer's marks noted, in order."""

    def __init__(self, *, is_mine: bool = True) -> None:
        self.is_mine, self.steps = is_mine, list[str]()

    def mark(self) -> Any:
        self.steps.append("marked")
        return (lambda: self.steps.append("ended")) if self.is_mine else None


@pytest.fixture
def box(settings: Any) -> Iterator[Box]:
    found = Box()
    with mail_server(found) as port:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 5
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        yield found


def _message(body: str = "Hello", to: str = "ada@example.org") -> EmailMessage:
    return plain_message(to=to, subject="A letter", body=body, identifier="<1@example.org>", language="en")


def _mark() -> Mark:
    return Books().mark


def test_letter_arrives_as_it_was_written(box: Box) -> None:
    body = "Dear 안녕 مرحبا,\n\n.a line that begins with a dot\n..and one with two\n.\nThe end\n"
    delivered = Postman().deliver(_message(body), _mark())
    assert delivered.outcome == Outcome.SENT
    found = box.letter()
    assert found.get_content().replace("\r\n", "\n") == body
    assert (found["Subject"], found["To"], found["Message-ID"]) == ("A letter", "ada@example.org", "<1@example.org>")
    assert found["Auto-Submitted"] == "auto-generated"


def test_mark_comes_before_the_server_has_the_letter(box: Box) -> None:
    books, seen = Books(), list[list[str]]()
    box.at_data = lambda address: seen.append([*books.steps]) or "250 OK"  # type: ignore[func-returns-value]
    Postman().deliver(_message(), books.mark)
    assert seen == [["marked", "ended"]]


def test_letter_that_somebody_else_has_is_dropped(box: Box) -> None:
    postman = Postman()
    assert postman.deliver(_message(), Books(is_mine=False).mark).outcome == Outcome.NOT_MINE
    assert postman.deliver(_message(to="bob@example.org"), _mark()).outcome == Outcome.SENT
    postman.close()
    assert box.addresses == ["bob@example.org"]


def test_one_connection_serves_many_letters(box: Box) -> None:
    postman = Postman()
    postman.deliver(_message(), _mark())
    connection = postman._backend.connection
    postman.deliver(_message(to="bob@example.org"), _mark())
    assert postman._backend.connection is connection
    assert len(box.accepted) == 2


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("550 5.1.1 No such user", Outcome.REFUSED),
        ("451 4.7.1 Come back later", Outcome.DELAYED),
        ("421 4.3.2 Too busy", Outcome.DELAYED),
    ],
)
@pytest.mark.parametrize("step", ["at_rcpt", "at_data"])
def test_refusal_is_told_with_its_words(box: Box, step: str, said: str, outcome: Outcome) -> None:
    setattr(box, step, lambda address: said)
    postman = Postman()
    delivered = postman.deliver(_message(), _mark())
    assert (delivered.outcome, delivered.reason) == (outcome, said)
    setattr(box, step, lambda address: "250 OK")
    assert postman.deliver(_message(), _mark()).outcome == Outcome.SENT


def test_connection_that_breaks_before_the_end_leaves_the_letter_waiting(box: Box) -> None:
    books = Books()
    box.at_rcpt = lambda address: None
    assert Postman().deliver(_message(), books.mark).outcome == Outcome.BROKEN_OFF
    assert books.steps == []


def test_connection_that_breaks_after_the_end_leaves_it_unconfirmed(box: Box) -> None:
    box.at_data = lambda address: None
    delivered = Postman().deliver(_message(), _mark())
    assert delivered.outcome == Outcome.UNCONFIRMED
    assert delivered.reason == "The connection broke before the mail server had confirmed it."


def test_reason_keeps_no_link_that_the_server_repeats(box: Box) -> None:
    box.at_data = lambda address: f"554 5.7.1 Spam: https://portal.example.org/surveys/a/{'0f' * 20}/ {'0f' * 20}"
    assert Postman().deliver(_message(), _mark()).reason == "554 5.7.1 Spam: […] […]"


def test_server_that_is_down_is_named(box: Box, settings: Any) -> None:
    settings.EMAIL_PORT = free_port()
    with pytest.raises(ServerError, match=r"^The mail server does not answer: "):
        Postman().deliver(_message(), _mark())


def test_without_a_mail_server_this_is_known(settings: Any) -> None:
    assert has_server()
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    assert not has_server()


def test_address_that_smtp_cannot_say_is_refused(box: Box) -> None:
    delivered = Postman().deliver(_message(to="@"), _mark())
    assert delivered.outcome == Outcome.REFUSED
    assert box.accepted == []


def test_letter_to_nobody_is_refused_and_not_marked(box: Box) -> None:
    books = Books()
    delivered = Postman().deliver(_message(to=""), books.mark)
    assert (delivered.outcome, delivered.reason) == (Outcome.REFUSED, "This is no e-mail address.")
    assert (books.steps, box.addresses) == ([], [])
