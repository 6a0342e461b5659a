"""Previews: the real page before its time, for who may see it, and not a trace of it left."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from events.models import AuditEntry, Post, PreviewLink
from tests import factories as make
from tests.pages import filled
from tests.public_pages import text

pytestmark = pytest.mark.django_db


def _address(item: Any, page: str, *more: Any) -> str:
    return reverse(f"admin:{item._meta.app_label}_{item._meta.model_name}_{page}", args=[item.pk, *more])


def _counts() -> tuple[int, ...]:
    return Post.objects.count(), Post.history.count(), AuditEntry.objects.count()


def test_form_is_shown_as_the_page_that_it_would_be(publisher: Client) -> None:
    post = make.make_post(live=False, title="Old title")
    make.make_post_link(post=post, label="A link")
    before = _counts()
    form = filled(publisher.get(_address(post, "change")), title="Unsaved title", body="<p>Unsaved body.</p>")
    response = publisher.post(_address(post, "change"), {**form, "_preview": "1"})
    page = text(response)
    assert ("<h1>Unsaved title</h1>" in page, "Unsaved body." in page, "A link" in page) == (True, True, True)
    assert "Preview.</strong>" in page
    assert response["Cache-Control"].startswith("private, no-store")
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    post.refresh_from_db()
    assert (post.title, post.live, post.revision) == ("Old title", False, 0)
    assert _counts() == before


def test_new_item_is_shown_before_its_first_saving(publisher: Client) -> None:
    form = filled(publisher.get(reverse("admin:events_post_add")))
    typed = {"title": "Not yet", "slug": "not-yet", "dated_on": "2026-11-22", "_preview": "1"}
    page = text(publisher.post(reverse("admin:events_post_add"), form | typed))
    assert "<h1>Not yet</h1>" in page
    assert not Post.objects.exists()


def test_form_with_errors_is_shown_with_its_errors(publisher: Client) -> None:
    post = make.make_post(live=False)
    form = filled(publisher.get(_address(post, "change")), title="")
    response = publisher.post(_address(post, "change"), {**form, "_preview": "1"})
    assert "This field is required." in text(response)


@pytest.mark.parametrize(
    ("factory", "words"),
    [(make.make_post, "Waiting title"), (make.make_event, "Waiting title"), (make.make_report, "Waiting title")],
)
def test_saved_preview_shows_the_working_copy(publisher: Client, factory: Any, words: str) -> None:
    item = factory(title="Public title")
    if hasattr(item, "summary"):
        item.summary = "<p>Something.</p>"
        item.save()
    form = filled(publisher.get(_address(item, "change")), title=words)
    publisher.post(_address(item, "change"), form)
    assert words in text(publisher.get(_address(item, "preview")))
    item.refresh_from_db()
    assert item.title == "Public title"


def test_link_shows_the_draft_to_a_colleague_without_an_account(publisher: Client, stranger: Client) -> None:
    post = make.make_post(live=False, title="Only for you")
    answer = publisher.post(_address(post, "links"), {"note": "Ms. Lee", "days": "7"})
    assert answer.status_code == 302
    link = PreviewLink.objects.get()
    assert link.expires_at - timezone.now() > timedelta(days=6, hours=23)
    assert f"/preview/{link.token}/" in text(publisher.get(_address(post, "links")))
    response = stranger.get(f"/preview/{link.token}/")
    assert "<h1>Only for you</h1>" in text(response)
    assert (response["Cache-Control"], response.cookies) == ("private, no-store", {})
    assert "/admin/" not in text(response)
    assert stranger.get(f"/news/{post.slug}/").status_code == 404


def test_link_ends_when_it_is_revoked_or_expires(publisher: Client, stranger: Client) -> None:
    post = make.make_post(live=False)
    past = timezone.now() - timedelta(seconds=1)
    expired = PreviewLink.objects.create(item=post, expires_at=past)
    revoked = PreviewLink.objects.create(item=post, expires_at=timezone.now() + timedelta(days=1))
    assert stranger.get(f"/preview/{revoked.token}/").status_code == 200
    publisher.post(_address(post, "links_revoke", revoked.pk))
    for token in (expired.token, revoked.token, revoked.token[:-2], "x"):
        response = stranger.get(f"/preview/{token}/")
        assert response.status_code == 404
        assert "This preview has ended" in text(response)
    assert [*AuditEntry.objects.values_list("action", flat=True)] == ["revoked"]


def test_link_of_another_item_is_not_revoked(publisher: Client) -> None:
    post, other = make.make_post(), make.make_post()
    link = PreviewLink.objects.create(item=other, expires_at=timezone.now() + timedelta(days=1))
    assert publisher.post(_address(post, "links_revoke", link.pk)).status_code == 404
    assert PreviewLink.objects.get().revoked_at is None


def test_item_in_a_language_without_pages_says_so(publisher: Client) -> None:
    post = make.make_post(live=False, language="ko")
    assert "no public page for this language yet" in text(publisher.get(_address(post, "preview")))
