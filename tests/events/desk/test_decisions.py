"""Withdrawing asks for a reason that the public reads; discarding shows what is thrown away."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from events.actions.publishing import working_copy
from events.models import Post, State
from tests import factories as make
from tests.pages import filled
from tests.public_pages import assert_public_page, text

pytestmark = pytest.mark.django_db


def _address(item: Any, page: str) -> str:
    return reverse(f"admin:events_post_{page}", args=[item.pk])


def test_withdrawn_notice_says_why(publisher: Client, stranger: Client) -> None:
    post = make.make_post(title="Secret again")
    assert publisher.get(_address(post, "withdraw")).status_code == 200
    publisher.post(_address(post, "withdraw"), {"reason": "It named the wrong hall <b>."})
    assert Post.objects.get(pk=post.pk).state == State.WITHDRAWN
    response = stranger.get(f"/news/{post.slug}/")
    assert_public_page(response, status=410)
    assert "It named the wrong hall &lt;b&gt;." in text(response)
    assert "Secret again" not in text(response)


def test_withdrawal_without_a_reason_is_asked_again(publisher: Client) -> None:
    post = make.make_post()
    response = publisher.post(_address(post, "withdraw"), {"reason": " "})
    assert "Say why: readers who follow an old link find the reason there." in text(response)
    assert Post.objects.get(pk=post.pk).state == State.PUBLISHED


def test_draft_is_not_withdrawn(publisher: Client) -> None:
    post = make.make_post(live=False)
    assert publisher.post(_address(post, "withdraw"), {"reason": "x"}).status_code == 302
    assert Post.objects.get(pk=post.pk).state == State.DRAFT


def test_discarded_changes_are_shown_first(publisher: Client) -> None:
    post = make.make_post(title="Old title")
    publisher.post(_address(post, "change"), filled(publisher.get(_address(post, "change")), title="New title"))
    page = text(publisher.get(_address(post, "discard")))
    assert ("removed: </span>Old" in page, "added: </span>New" in page) == (True, True)
    assert working_copy(post) is not None
    publisher.post(_address(post, "discard"))
    assert (working_copy(post), Post.objects.get(pk=post.pk).title) == (None, "Old title")
    assert publisher.get(_address(post, "discard")).status_code == 302
