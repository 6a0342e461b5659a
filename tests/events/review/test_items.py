"""What is read of a notice and of an event, and at what cost."""

from typing import Any

import pytest

from events.models import Person
from events.review import review_event, review_post
from events.review.register import load_register
from tests.factories import (
    make_event,
    make_material,
    make_organization,
    make_outcome,
    make_person,
    make_photo,
    make_picture,
    make_post,
    make_post_attachment,
    make_post_link,
    make_presentation,
    make_session,
    make_track,
)

pytestmark = pytest.mark.django_db
BAD = '<p>مرحبا <a href="/nowhere/">here</a></p>'


def test_every_text_of_a_notice_is_read() -> None:
    post = make_post(title="The {days}", lead=BAD, body=BAD)
    make_post_link(post=post, position=2, label="Second", url="https://example.org/")
    make_post_link(post=post, position=1, label="here", url="https://example.org/")
    make_post_attachment(post=post, title="The {days}")
    fields = {(found.rule, found.field) for found in review_post(post)}
    assert fields == {
        *((rule, field) for rule in ("direction", "dead_link", "link_text") for field in ("lead", "body")),
        ("link_text", "links-0-label"),
        ("reference", "title"),
        ("reference", "attachments-0-title"),
    }


def test_every_text_of_an_event_is_read() -> None:
    event = make_event(lead=BAD, description=BAD)
    make_outcome(event=event, text=BAD)
    session = make_session(event=event, lead=BAD, summary=BAD, key_point=BAD, title="")
    make_presentation(session=session, title="", findings=BAD)
    make_material(event=event, title="here")
    make_photo(event=event, alternative_text="IMG_1.jpg")
    found = review_event(event)
    texts = (
        *("lead", "description", "outcomes-0-text", "sessions-0-lead", "sessions-0-summary", "sessions-0-key_point"),
        "sessions-0-presentations-0-findings",
    )
    assert [one.field for one in found if one.rule == "direction"] == list(texts)
    assert [one.field for one in found if one.rule == "alternative_text"] == ["photos-0-alternative_text"]
    assert "materials-0-title" in [one.field for one in found if one.rule == "link_text"]


def test_picture_of_a_notice_is_read() -> None:
    post = make_post(lead="Lead", picture=make_picture(), picture_alternative_text="photo1")
    assert [(found.field, found.is_blocking) for found in review_post(post)] == [("picture_alternative_text", True)]
    post = make_post(lead="Lead", picture=make_picture(), picture_is_decorative=True)
    assert review_post(post) == ()


def test_decorative_photo_needs_no_words() -> None:
    event = make_event(lead="Lead")
    make_photo(event=event, alternative_text="", is_decorative=True)
    assert review_event(event) == ()


def test_figures_of_a_hidden_event_are_not_filled_in() -> None:
    event = make_event(live=False)
    post = make_post(event=event, body="<p>{days} days</p>")
    assert [found.message for found in review_post(post)] == ["No figure answers {days}."]
    event.live = True
    event.save()
    assert review_post(post) == ()
    assert review_event(make_event(live=False, lead="{Days} days")) == ()


@pytest.mark.parametrize("rows", [1, 3])
def test_review_of_a_notice_costs_a_fixed_number_of_queries(rows: int, django_assert_num_queries: Any) -> None:
    event = make_event()
    post = make_post(event=event, body="<p>Text</p>")
    for _ in range(rows):
        make_post_link(post=post)
        make_post_attachment(post=post)
        make_session(event=event)
        make_organization()
        make_person()
    with django_assert_num_queries(9):
        review_post(post)


@pytest.mark.parametrize("rows", [1, 3])
def test_review_of_an_event_costs_a_fixed_number_of_queries(rows: int, django_assert_num_queries: Any) -> None:
    event = make_event(lead="Text")
    for _ in range(rows):
        make_outcome(event=event)
        make_track(event=event)
        make_presentation(session=make_session(event=event))
        make_photo(event=event)
        make_material(event=event)
        make_organization()
    with django_assert_num_queries(6):
        review_event(event)


def test_register_knows_names_in_their_forms() -> None:
    make_organization(name="World Bank", acronym="WB")
    make_person(family_name="Kim", given_name="Yu Jung (Victoria)")
    make_person(family_name="Jean", given_name="Eduardo E.")
    known = load_register("COEX Hall").names
    for name in ("worldbank", "yujungkim", "victoriakim", "kimyujung", "eduardojean", "eduardoejean", "coexhall"):
        assert name in known


def test_register_takes_an_alias_one_letter_off_for_a_mistake() -> None:
    office = make_organization(name="Project Office", acronym="UNPOG")
    office.aliases.create(name="UPOG")
    office.aliases.create(name="POG")
    office.aliases.create(name="UN POG")
    acronyms = load_register().acronyms
    assert [name in acronyms for name in ("unpog", "upog", "pog")] == [True, False, True]


def test_review_of_many_names_finds_the_near_one() -> None:
    Person.objects.bulk_create(Person(family_name=f"Abcdefgh{number:04}", given_name="Xyz") for number in range(1000))
    post = make_post(body="<p>Thanks to Xyz Abcdefgh07x7.</p>")
    assert [found.rule for found in review_post(post)] == ["near_name"]
