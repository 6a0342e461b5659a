"""The form of an item: a draft is saved, a published item gets a working copy, two editors lose nothing."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from events.actions.publishing import working_copy
from events.models import Event, Post, State, WorkingCopy
from reports.models import Report
from tests import factories as make
from tests.pages import filled
from tests.public_pages import text


def _notice(**fields: Any) -> Post:
    """A notice that nothing speaks against."""
    return make.make_post(**({"lead": "<p>Words.</p>", "body": "<p>More words.</p>"} | fields))


FACTORIES = {"events_post": _notice, "events_event": make.make_event, "reports_report": make.make_report}
KINDS = pytest.mark.parametrize("kind", FACTORIES)


def _address(item: Any, page: str = "change") -> str:
    return reverse(f"admin:{item._meta.app_label}_{item._meta.model_name}_{page}", args=[item.pk])


def _post(client: Client, item: Any, button: str = "_save", **typed: Any) -> Any:
    """Opens the form, types, and presses a button."""
    address = _address(item)
    return client.post(address, {**filled(client.get(address)), **typed, button: "1"})


def _said(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def _second(publisher: Client) -> Client:
    other = Client()
    other.force_login(User.objects.create_superuser("second"))
    return other


@KINDS
def test_draft_is_saved_as_it_is(kind: str, publisher: Client) -> None:
    item = FACTORIES[kind](live=False)
    assert _post(publisher, item, title="New title").status_code == 302
    item.refresh_from_db()
    assert (item.title, item.state, item.revision) == ("New title", State.DRAFT, 1)
    assert item.changed_by.username == "publisher"
    assert working_copy(item) is None


@KINDS
def test_published_item_gets_a_working_copy(kind: str, publisher: Client) -> None:
    item = FACTORIES[kind](title="Old title")
    response = _post(publisher, item, title="New title")
    assert _said(response) == ["The changes are kept; the public page stays as it is until you publish them."]
    item.refresh_from_db()
    assert (item.title, item.revision) == ("Old title", 1)
    assert working_copy(item).changes == {"fields": {"title": "New title"}}
    assert filled(publisher.get(_address(item)))["title"] == "New title"


@KINDS
def test_saving_without_a_change_keeps_no_copy(kind: str, publisher: Client) -> None:
    item = FACTORIES[kind]()
    assert _post(publisher, item).status_code == 302
    assert not WorkingCopy.objects.exists()


@KINDS
def test_publish_puts_the_form_before_the_public_in_one_go(kind: str, publisher: Client) -> None:
    item = FACTORIES[kind](title="Old title")
    _post(publisher, item, title="Second title")
    response = _post(publisher, item, "_publish", title="Third title", why="a better title")
    assert "is published" in _said(response)[-1]
    item.refresh_from_db()
    assert (item.title, working_copy(item)) == ("Third title", None)
    assert item.history.latest().history_change_reason == "a better title"


@KINDS
def test_new_item_is_published_from_its_first_form(kind: str, publisher: Client) -> None:
    item = FACTORIES[kind](live=False)
    add = reverse(f"admin:{kind}_add")
    form = filled(publisher.get(_address(item)))
    unique = {"title": "Brand new", "slug": "brand-new", "seen": "", "symbol": "UNPOG/FR/2026/09", "_publish": "1"}
    if "event" in form and kind == "reports_report":
        unique["event"] = str(item.event_id)
    assert publisher.post(add, form | unique).status_code == 302
    made = type(item).objects.get(slug="brand-new")
    assert (made.state, made.author.username) == (State.PUBLISHED, "publisher")


def test_rows_wait_with_the_item(publisher: Client) -> None:
    post = _notice()
    kept = make.make_post_link(post=post, label="Kept", position=1)
    gone = make.make_post_link(post=post, label="Gone", position=2)
    form = {"links-TOTAL_FORMS": "3", "links-1-DELETE": "on", "links-0-label": "Renamed"}
    new = {"links-2-position": "3", "links-2-label": "New", "links-2-url": "https://example.org/new", "links-2-id": ""}
    _post(publisher, post, **form, **new)
    assert [*post.links.values_list("label", flat=True)] == ["Kept", "Gone"]
    shown = filled(publisher.get(_address(post)))
    assert [shown[f"links-{place}-label"] for place in (0, 1)] == ["Renamed", "New"]
    _post(publisher, post, **{"links-1-label": "Newer"})
    _post(publisher, post, "_publish")
    assert [*post.links.values_list("label", flat=True)] == ["Renamed", "Newer"]
    assert (post.links.first().pk, post.links.filter(pk=gone.pk).exists()) == (kept.pk, False)


def test_scheduled_item_says_when_and_in_whose_time(publisher: Client) -> None:
    post = _notice(live=False, go_live_at=timezone.now() + timedelta(days=2))
    page = text(publisher.get(_address(post)))
    assert "Time in Asia/Seoul, UTC+09:00." in page
    said = _said(_post(publisher, post, "_publish"))[-1]
    assert "is scheduled: public from" in said
    assert said.endswith("(Asia/Seoul).")
    assert Post.objects.get(pk=post.pk).state == State.SCHEDULED


def test_refused_publication_keeps_the_text(publisher: Client) -> None:
    post = _notice(live=False)
    body = "<p>Read it at the following link:</p>"
    response = _post(publisher, post, "_publish", body=body)
    assert _said(response)[-1].startswith("Saved, but not published: 1 thing to mend")
    post.refresh_from_db()
    assert (post.body, post.state) == (body, State.DRAFT)
    page = publisher.get(_address(post))
    assert [finding.field for finding in page.context["findings"] if finding.is_blocking] == ["body"]
    assert '<ul class="findings"><li><strong>To mend:' in text(page)


def test_two_editors_lose_nothing(publisher: Client) -> None:
    post = make.make_post(live=False, title="Title", lead="<p>One lead.</p>", body="<p>Old body.</p>")
    other = _second(publisher)
    first, second = (filled(client.get(_address(post))) for client in (publisher, other))
    theirs = {"title": "Their title", "body": "<p>Their body.</p>"}
    assert publisher.post(_address(post), first | theirs).status_code == 302
    response = other.post(_address(post), second | {"body": "<p>My body.</p>", "lead": "<p>My lead.</p>"})
    assert response.status_code == 200
    assert "Saved by publisher at" in text(response)
    assert response.context["taken_over"] == ("Title",)
    assert [one.label for one in response.context["conflicts"]] == ["Body"]
    post.refresh_from_db()
    assert (post.title, post.body) == ("Their title", "<p>Their body.</p>")
    form = filled(response)
    assert (form["title"], form["body"], form["lead"]) == ("Their title", "<p>My body.</p>", "<p>My lead.</p>")
    assert other.post(_address(post), form).status_code == 302
    post.refresh_from_db()
    assert (post.title, post.body, post.lead) == ("Their title", "<p>My body.</p>", "<p>My lead.</p>")
    assert [entry.body for entry in post.history.all()][:2] == ["<p>My body.</p>", "<p>Their body.</p>"]


@pytest.mark.parametrize("button", ["_save", "_publish"])
def test_two_editors_of_a_published_item_lose_nothing(publisher: Client, button: str) -> None:
    post = _notice(body="<p>Old body.</p>")
    other = _second(publisher)
    first, second = (filled(client.get(_address(post))) for client in (publisher, other))
    publisher.post(_address(post), first | {"body": "<p>Their body.</p>", button: "1"})
    response = other.post(_address(post), second | {"body": "<p>My body.</p>", "_publish": "1"})
    assert response.status_code == 200
    pieces = response.context["conflicts"][0].pieces
    assert [(piece.kind, piece.text.strip()) for piece in pieces] == [
        ("removed", "Their"),
        ("added", "My"),
        ("same", "body."),
    ]
    post.refresh_from_db()
    assert post.body == ("<p>Old body.</p>" if button == "_save" else "<p>Their body.</p>")


def test_form_without_the_hidden_field_is_taken(publisher: Client) -> None:
    post = make.make_post(live=False)
    form = filled(publisher.get(_address(post)))
    for seen in ("", "nonsense", '{"revision": "x"}', "[]"):
        assert publisher.post(_address(post), form | {"seen": seen}).status_code == 302


def test_author_keeps_a_copy_that_an_editor_publishes(author: Client, publisher: Client) -> None:
    user = author.get(reverse("admin:index")).wsgi_request.user
    post = _notice(title="Old title", author=user)
    response = _post(author, post, "_publish", title="New title")
    assert _said(response) == ["Saved, but not published: an editor publishes. Mark it as ready for review."]
    _post(author, post, "_submit")
    assert (Post.objects.get(pk=post.pk).title, working_copy(post).is_ready) == ("Old title", True)
    _post(publisher, post, "_publish")
    assert Post.objects.get(pk=post.pk).title == "New title"


def test_list_says_where_each_item_stands(publisher: Client) -> None:
    draft, public = make.make_post(live=False), make.make_post()
    _post(publisher, public, title="Another")
    page = text(publisher.get(reverse("admin:events_post_changelist")))
    for state, word in (("draft", "Draft"), ("published", "Published"), ("changes", "Changes wait")):
        assert page.count(f'<span class="state state-{state}">{word}</span>') == 1
    assert draft.state == State.DRAFT


def test_list_publishes_what_nothing_speaks_against(publisher: Client) -> None:
    good = _notice(live=False)
    bad = make.make_post(live=False, body="<p>Read it at the following link:</p>")
    data = {"action": "publish_selected", "_selected_action": [good.pk, bad.pk]}
    said = _said(publisher.post(reverse("admin:events_post_changelist"), data))
    assert [Post.objects.get(pk=post.pk).state for post in (good, bad)] == [State.PUBLISHED, State.DRAFT]
    assert sum("is not published" in message for message in said) == 1


def test_new_event_and_report_have_no_page_before_they_are_published(publisher: Client, stranger: Client) -> None:
    event = make.make_event(live=False)
    report = make.make_report(event=event, live=False)
    assert [
        stranger.get(f"/events/{event.slug}/").status_code,
        stranger.get(f"/reports/{report.slug}/").status_code,
    ] == [
        404,
        404,
    ]
    _post(publisher, event, "_publish")
    assert stranger.get(f"/events/{event.slug}/").status_code == 200
    assert (Event.objects.get().state, Report.objects.get().state) == (State.PUBLISHED, State.DRAFT)


def test_finding_stands_beside_the_field_of_its_row(publisher: Client) -> None:
    post = _notice(live=False)
    make.make_post_link(post=post, label="click here")
    page = publisher.get(_address(post))
    assert [place for _, place in page.context["placed_findings"]] == ["id_links-0-label"]
    assert 'href="#id_links-0-label"' in text(page)


def test_author_does_not_take_back_what_an_editor_scheduled(author: Client) -> None:
    user = author.get(reverse("admin:index")).wsgi_request.user
    post = _notice(author=user, go_live_at=timezone.now() + timedelta(days=1))
    assert 'name="_take_back"' not in text(author.get(_address(post)))
    _post(author, post, "_take_back")
    assert Post.objects.get(pk=post.pk).state == State.SCHEDULED


@KINDS
def test_address_that_is_taken_is_refused_beside_the_field(kind: str, publisher: Client) -> None:
    taken = FACTORIES[kind](live=False)
    form = filled(publisher.get(reverse(f"admin:{kind}_add")))
    response = publisher.post(reverse(f"admin:{kind}_add"), {**form, "title": "Other", "slug": taken.slug})
    assert "slug" in response.context["adminform"].form.errors
