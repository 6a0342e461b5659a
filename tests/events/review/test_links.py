"""Where links lead, and what their words say."""

from typing import Any

import pytest
from django.utils import timezone

from events.models import Post
from events.review import review_post
from events.review.links import dead_links, link_texts
from events.review.subject import RowLink
from tests.factories import make_event, make_material, make_post, make_post_attachment, make_report, make_survey
from tests.reviewing import NOW, said, subject, told

SCHEDULED = timezone.now().replace(year=timezone.now().year + 1)


def _link(address: str, words: str = "The page that is meant") -> str:
    return f'<p><a href="{address}">{words}</a></p>'


def _dead(address: str, **fields: Any) -> list[str]:
    return [message for _, message, _ in told(dead_links, _link(address), **fields)]


@pytest.fixture
def public(db: None) -> None:
    event = make_event(slug="forum")
    make_post(slug="notice")
    make_report(slug="report", event=event)


@pytest.fixture(autouse=True)
def host(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["portal.example", ".office.example", "*"]


@pytest.mark.usefixtures("public")
@pytest.mark.parametrize(
    "address",
    [
        *("/", "/news/", "/news/notice/", "/news/notice", "/news/?year=2012", "/events/forum/", "/events/forum.ics"),
        *("/events/forum/people/", "/reports/report/", "/reports/report.pdf", "/search/?q=survey", "/news/feed.atom"),
        *("/events/forum/#programme", "../notice/", "/news/this/", "?page=2", "/static/css/site.css", "/about/"),
        *(
            "https://portal.example/news/notice/",
            "http://www.office.example:8000/events/forum/",
            "https://portal.example",
        ),
        *("https://example.org/nowhere", "mailto:office@example.org", "tel:+8220000000"),
    ],
)
def test_link_to_something_public_is_fine(address: str) -> None:
    assert _dead(address) == []


@pytest.mark.usefixtures("public")
@pytest.mark.parametrize(
    "address",
    [
        *("/nowhere/", "/news/other/", "/events/notice/", "/reports/other.pdf", "report.docx", "/media/photo/1.jpg"),
        *("https://portal.example/news/other/", "https://www.office.example/nowhere", "/events/forum/materials/77/"),
        *("/static/css/none.css", "/news/notice/attachments/77/", "/fr/news/notice/"),
    ],
)
def test_link_that_leads_nowhere_blocks(address: str) -> None:
    message = f"The link “The page that is meant” leads to {address}, and there is no such page here."
    assert told(dead_links, _link(address)) == [("body", message, True)]


@pytest.mark.django_db
def test_link_to_a_draft_is_not_public_yet() -> None:
    make_post(slug="draft", live=False)
    make_event(slug="hidden", live=False)
    make_event(slug="later", go_live_at=SCHEDULED)
    make_event(slug="withdrawn", live=False, withdrawn_at=NOW, withdrawn_reason="Wrong")
    for address in (
        "/news/draft/",
        "/events/hidden/",
        "/events/hidden.ics",
        "/events/later/",
        "/events/withdrawn/",
        "/admin/",
    ):
        message = f"The link “The page that is meant” leads to {address}, which is not public yet."
        assert told(dead_links, _link(address)) == [("body", message, True)]


@pytest.mark.django_db
def test_link_is_judged_at_the_moment_when_the_item_goes_public() -> None:
    make_event(slug="later", go_live_at=SCHEDULED)
    assert len(_dead("/events/later/", public_at=timezone.now())) == 1
    assert _dead("/events/later/", public_at=SCHEDULED) == []


@pytest.mark.django_db
def test_link_to_the_item_itself_is_fine_before_it_is_public() -> None:
    post = make_post(slug="own", live=False)
    attachment = make_post_attachment(post=post)
    Post.objects.filter(pk=post.pk).update(body=_link("/news/own/") + _link(f"/news/own/attachments/{attachment.pk}/"))
    post.refresh_from_db()
    assert review_post(post) == ()


@pytest.mark.django_db
def test_file_of_another_item_is_no_such_page() -> None:
    material, other = make_material(event=make_event(slug="forum")), make_event(slug="other")
    assert _dead(f"/events/forum/materials/{material.pk}/") == []
    assert len(_dead(f"/events/{other.slug}/materials/{material.pk}/")) == 1


@pytest.mark.django_db
def test_results_are_public_once_they_are_released() -> None:
    survey = make_survey(event=make_event(slug="forum"), is_released=False)
    assert "not public yet" in _dead("/events/forum/evaluation/")[0]
    survey.is_released = True
    survey.save()
    assert _dead("/events/forum/evaluation/") == []
    assert _dead("/events/forum/evaluation.csv") == []


@pytest.mark.django_db
def test_old_address_leads_on() -> None:
    post = make_post(slug="old")
    post = Post.objects.get(pk=post.pk)
    post.slug = "new"
    post.save()
    assert _dead("/news/old/") == []
    Post.objects.filter(pk=post.pk).update(live=False)
    assert "not public yet" in _dead("/news/old/")[0]


@pytest.mark.django_db
def test_address_that_is_none_is_found() -> None:
    assert "which is no address" in _dead("http://[")[0]
    assert told(dead_links, "<p><a>The report</a></p>") == [
        ("body", "“The report” is marked as a link and has no address.", True)
    ]


@pytest.mark.django_db
def test_site_without_its_scheme_is_explained() -> None:
    from_host = [finding.remedy for finding in dead_links(subject(_link("www.example.org/report")))]
    assert from_host == ["If another site is meant, write https://www.example.org/report"]


@pytest.mark.django_db
def test_place_on_the_page_is_only_doubted() -> None:
    message = "The link “The page that is meant” leads to “#_ftn1”, and no text of this item has such a place."
    assert told(dead_links, _link("#_ftn1")) == [("body", message, False)]
    assert told(dead_links, _link("#note") + '<p id="note">Note</p>') == []


@pytest.mark.django_db
def test_row_is_judged_in_its_own_fields() -> None:
    row = RowLink("links-0-label", "Here", "links-0-url", "https://portal.example/nowhere")
    assert [field for field, _, _ in told(dead_links, "", links=(row,))] == ["links-0-url"]
    assert [field for field, _, _ in told(link_texts, "", links=(row,))] == ["links-0-label"]


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_links_of_one_kind_cost_as_many_queries_as_one(count: int, django_assert_num_queries: Any) -> None:
    body = "".join(_link(f"/news/{make_post(slug=f'n{number}').slug}/") for number in range(count))
    with django_assert_num_queries(2):
        assert said(dead_links, body) == []


@pytest.mark.parametrize(
    "words",
    [
        *(
            "click here",
            "Click here!",
            "HERE",
            "here.",
            "read more",
            "Read more →",
            "more",
            "this link",
            "link",
            "Download",
        ),
        *(
            "https://example.org/x",
            "www.example.org",
            "example.org/report",
            "report_v3.pdf",
            "ici",
            "여기",
            "здесь",
            "هنا",
        ),
        "",
    ],
)
def test_link_text_that_says_nothing_is_found(words: str) -> None:
    assert said(link_texts, _link("https://example.org/x", words)) == [words or "https://example.org/x"]


@pytest.mark.parametrize(
    "words",
    [
        *(
            "The final report",
            "Read more about the Survey",
            "Programme (PDF)",
            "office@example.org",
            "here in Seoul",
            "UNPOG",
        ),
        *("보고서", "e-Government", "The report of 2012."),
    ],
)
def test_link_text_that_says_where_it_leads_is_fine(words: str) -> None:
    assert said(link_texts, _link("https://example.org/x", words)) == []


def test_address_that_is_written_out_is_found() -> None:
    body = '<p>See https://example.org/report. And <a href="https://example.org/">www.example.org</a></p>'
    found = told(link_texts, body)
    assert [message for _, message, _ in found] == [
        "The link text “www.example.org” is an address, not words.",
        "“https://example.org/report” is written out and is no link.",
    ]
