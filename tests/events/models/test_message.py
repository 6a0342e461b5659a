"""A letter waits until it was sent, and goes with the registration that it is about."""

import pytest
from django.utils import timezone

from events.models import Message
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_letter_waits_and_is_due_at_once() -> None:
    message = make.make_message(subject="Your place")
    assert (message.state, message.attempts, message.sent_at) == (Message.State.WAITING, 0, None)
    assert message.due_at <= timezone.now()
    assert str(message) == "Your place, waiting"


def test_head_of_a_letter_is_one_line() -> None:
    message = make.make_message(subject="Your\r\nBcc: a", address="ana@example.org\n")
    message.refresh_from_db()
    assert (message.subject, message.address) == ("Your Bcc: a", "ana@example.org")


def test_letters_go_with_their_registration() -> None:
    registration = make.make_registration()
    make.make_message(registration=registration)
    other = make.make_message()
    registration.delete()
    assert list(Message.objects.all()) == [other]


def test_latest_letter_comes_first() -> None:
    first, second = make.make_message(), make.make_message()
    assert list(Message.objects.all()) == [second, first]
