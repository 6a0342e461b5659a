"""The news: list by year, notice, attachment."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from events.models import Post
from tests import factories as make
from tests.public_pages import HIDDEN, assert_public_page, hidden, text, words

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["publisher", "editor", "stranger"])
def anyone(request: pytest.FixtureRequest) -> Client:
    """One of the three; a public page is the same for all of them."""
    return request.getfixturevalue(request.param)


def test_list_shows_notices_by_year(anyone: Client) -> None:
    make.make_post(title="Forum announced", dated_on=date(2012, 9, 3))
    make.make_post(title="Meeting announced", dated_on=date(2015, 2, 4), lead="<p>An e-government meeting.</p>")
    response = anyone.get("/news/")
    assert_public_page(response)
    page = words(response)
    assert page.index("2015 4 February 2015 Meeting announced An e-government meeting.") < page.index("Forum announced")


def test_list_of_one_year_leaves_out_the_others(stranger: Client) -> None:
    make.make_post(title="Forum announced", dated_on=date(2012, 9, 3))
    make.make_post(title="Meeting announced", dated_on=date(2015, 2, 4))
    response = stranger.get("/news/?year=2012")
    assert_public_page(response)
    assert "Forum announced" in text(response)
    assert "Meeting announced" not in text(response)
    assert 'href="/news/?year=2012" aria-current="page"' in text(response)


@pytest.mark.parametrize("query", ["", "?year=1999", "?year=x", "?year=0", "?year=99999", "?before=x", "?after=1.1"])
def test_list_without_a_fitting_notice_is_a_page(stranger: Client, query: str) -> None:
    response = stranger.get(f"/news/{query}")
    assert_public_page(response)
    assert "There is no notice" in text(response)


def test_list_costs_two_queries_for_one_and_for_three(stranger: Client, django_assert_num_queries) -> None:
    make.make_post(event=make.make_event())
    with django_assert_num_queries(2):
        stranger.get("/news/")
    make.make_post(event=make.make_event())
    make.make_post(dated_on=date(2015, 1, 1))
    with django_assert_num_queries(2):
        stranger.get("/news/")


def test_long_list_has_pages_that_meet(stranger: Client) -> None:
    for day in range(1, 29):
        make.make_post(title=f"Notice of {day} May", slug=f"may-{day}", dated_on=date(2013, 5, day))
    first = stranger.get("/news/")
    older = first.context["page"].older
    assert [post.dated_on.day for post in first.context["page"].items] == [*range(28, 8, -1)]
    assert first.context["page"].newer == ""
    second = stranger.get(f"/news/{older}")
    assert_public_page(second)
    assert [post.dated_on.day for post in second.context["page"].items] == [*range(8, 0, -1)]
    assert second.context["page"].older == ""
    back = stranger.get(f"/news/{second.context['page'].newer}")
    assert back.context["page"].items == first.context["page"].items


def test_list_answers_304_to_the_same_question(stranger: Client) -> None:
    make.make_post()
    etag = stranger.get("/news/")["ETag"]
    again = stranger.get("/news/", headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")


def test_detail_shows_the_notice(anyone: Client) -> None:
    post = make.make_post(
        title="The e-Government Forum", lead="<p>It is near.</p>", body="<h2>When</h2><p>In <b>October</b>.</p>"
    )
    make.make_post_link(post=post, label="Programme", url="https://example.org/programme")
    make.make_post_attachment(post=post, title="Concept note")
    response = anyone.get(f"/news/{post.slug}/")
    assert_public_page(response)
    assert "<b>October</b>" in text(response)
    assert '<a href="https://example.org/programme">Programme</a>' in text(response)
    assert 'Concept note<span class="visually-hidden"> (PDF)</span>' in text(response)
    assert '<span class="nb">e-Government</span> Forum</h1>' in text(response)


def test_detail_binds_the_figures_of_its_event(stranger: Client) -> None:
    event = make.make_event()
    make.make_headcount(event=event, count=766)
    session = make.make_session(event=event)
    make.make_presentation(session=session)
    post = make.make_post(event=event, body="<p>{Participants} people heard {presentations} speaker.</p>")
    response = stranger.get(f"/news/{post.slug}/")
    assert "<p>Seven hundred and sixty-six people heard one speaker.</p>" in text(response)


def test_detail_costs_at_most_three_queries(stranger: Client, django_assert_num_queries) -> None:
    event = make.make_event()
    session = make.make_session(event=event)
    for _ in range(3):
        make.make_headcount(event=event, sector="", role=f"r{_}")
        make.make_participation(event=event)
        make.make_presentation(session=session)
    post = make.make_post(event=event, body="<p>{participants}</p>")
    make.make_post_link(post=post)
    with django_assert_num_queries(3):
        stranger.get(f"/news/{post.slug}/")
    plain = make.make_post(event=event)
    with django_assert_num_queries(1):
        stranger.get(f"/news/{plain.slug}/")


def test_detail_links_the_notices_beside_it(stranger: Client) -> None:
    first, middle, last = (make.make_post(dated_on=date(2012, 10, day)) for day in (1, 2, 3))
    page = text(stranger.get(f"/news/{middle.slug}/"))
    assert f'href="/news/{first.slug}/" rel="prev"' in page
    assert f'href="/news/{last.slug}/" rel="next"' in page
    assert 'rel="next"' not in text(stranger.get(f"/news/{last.slug}/"))


@pytest.mark.parametrize("state", HIDDEN)
def test_detail_of_a_hidden_notice_is_404(anyone: Client, state: str) -> None:
    post = make.make_post(**hidden(state))
    assert_public_page(anyone.get(f"/news/{post.slug}/"), status=404)


@pytest.mark.parametrize("state", HIDDEN)
def test_detail_passes_over_hidden_notices(stranger: Client, state: str) -> None:
    shown = make.make_post(dated_on=date(2012, 10, 2))
    make.make_post(slug="canary-before", dated_on=date(2012, 10, 1), **hidden(state))
    make.make_post(slug="canary-after", dated_on=date(2012, 10, 3), **hidden(state))
    assert "canary" not in text(stranger.get(f"/news/{shown.slug}/"))


@pytest.mark.parametrize("state", HIDDEN)
def test_detail_does_not_link_a_hidden_event(stranger: Client, state: str) -> None:
    event = make.make_event(title="Canary", slug="canary", **hidden(state))
    post = make.make_post(event=event)
    response = stranger.get(f"/news/{post.slug}/")
    assert_public_page(response)
    assert "anary" not in text(response)


def test_detail_in_another_language_is_404(stranger: Client) -> None:
    post = make.make_post(language="ko")
    assert stranger.get(f"/news/{post.slug}/").status_code == 404


@pytest.mark.parametrize("state", HIDDEN)
def test_attachment_of_a_hidden_notice_is_404(stranger: Client, state: str) -> None:
    attachment = make.make_post_attachment(post=make.make_post(**hidden(state)))
    address = f"/news/{attachment.post.slug}/attachments/{attachment.pk}/"
    assert stranger.get(address).status_code == 404


def _with_picture(**fields: Any) -> Post:
    picture = make.make_picture(original=make.picture_file(size=(1000, 500)), credit="The office")
    return make.make_post(picture=picture, **({"picture_alternative_text": "Delegates arrive"} | fields))


def test_detail_opens_with_the_picture(stranger: Client) -> None:
    post = _with_picture()
    make.make_post_attachment(post=post, file=make.pdf_file(pages=2))
    response = stranger.get(f"/news/{post.slug}/")
    assert_public_page(response)
    source = f'src="/news/{post.slug}/picture/large.webp"'
    assert f'<img {source} width="1000" height="500" alt="Delegates arrive">' in text(response)
    assert "Photograph: The office" in text(response)
    assert "PDF · English · 2 pages · 2 kB" in text(response)


def test_list_shows_pictures_beside_their_notices(stranger: Client, django_assert_num_queries: Any) -> None:
    post, other = _with_picture(), _with_picture(picture_alternative_text="", picture_is_decorative=True)
    make.make_post()
    with django_assert_num_queries(2):
        response = stranger.get("/news/")
    assert_public_page(response)
    for one, words_of_it in ((post, "Delegates arrive"), (other, "")):
        source = f'src="/news/{one.slug}/picture/thumb.webp"'
        assert f'{source} width="320" height="320" alt="{words_of_it}" loading="lazy">' in text(response)
    assert text(response).count("<img") == 2


def test_attachment_is_found_only_at_its_notice(stranger: Client) -> None:
    attachment = make.make_post_attachment()
    other = make.make_post()
    assert stranger.get(f"/news/{attachment.post.slug}/attachments/{attachment.pk}/").status_code == 200
    assert stranger.get(f"/news/{other.slug}/attachments/{attachment.pk}/").status_code == 404


def test_notice_says_nothing_of_the_facts_of_a_hidden_event(stranger: Client) -> None:
    event = make.make_event(title="Canary", live=False)
    post = make.make_post(event=event, body="<p>{title}</p>")
    assert "Canary" not in text(stranger.get(f"/news/{post.slug}/"))
