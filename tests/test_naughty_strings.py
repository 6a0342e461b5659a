"""Puts strings that break careless pages into every plain field, and looks at every place that shows one."""

import csv
import json
import re
from collections.abc import Iterator
from io import StringIO
from typing import Any
from xml.etree import ElementTree

import html5lib
import icalendar
import pytest
from django.core.files.base import ContentFile
from django.db import models
from django.test import Client
from django.urls import reverse

from tests import factories as make
from tests.public_pages import text

pytestmark = pytest.mark.django_db

# Ends whatever it stands in (an attribute, a title, a script, a comment, a CDATA section) and begins an element; asks
# two template languages to compute; is escaped already.
MARKUP = (
    "n\"'><xss-tag xss=1></title></textarea></script>]]>--><img src=x onerror=xss><svg/onload=xss>"
    "{{ 7*7 }}{% now 'Y' %}${7*7}&lt;xss-tag&gt;&#60;xss-tag&#62;<a href=javascript:xss>"
)
# A formula, a header of its own, characters that turn the line or end it, several scripts, joined emoji, odd quotes.
WORDS = (
    "=1+1\r\nX-Injected: 1\r\n\r\n\x00\x1b\u2028\u202eevil\u2066 عربي 한국어 ﷽ 👩\u200d👩\u200d👧\u200d👦 "
    "a\u0301\u0302 ,;\\n \"q\" 'q' %s %(x)s \t|" + "Wide " * 60
)
# Each is cut to what a field can hold.
NAUGHTY = {"markup": MARKUP, "words": WORDS}
# What may hold nothing but a value of its own kind.
_CODES = {"currency", "time_zone", "country", "language"}


def _plain(model: type[models.Model]) -> Iterator[Any]:
    for found in model._meta.concrete_fields:
        is_plain = isinstance(found, models.CharField) and not isinstance(found, models.SlugField | models.URLField)
        if is_plain and found.editable and not found.choices and found.name not in _CODES:
            yield found


def _spoil(row: Any, words: str) -> Any:
    """The row with the words in every plain field, each time with a number of its own."""
    for found in _plain(type(row)):
        number = f"{row.pk}"
        setattr(row, found.name, words[: (found.max_length or 250) - len(number)] + number)
    row.save()
    return row


def _everything() -> list[Any]:
    """A row of every kind that the public sees, on one event."""
    event = make.make_event()
    body, person = make.make_organization(acronym="A"), make.make_person(given_name="B")
    session = make.make_session(event=event, track=make.make_track(event=event))
    question = make.make_question(survey=make.make_survey(event=event), tallies={"good": 3, "poor": 1})
    post = make.make_post(event=event, picture=make.make_picture(), picture_alternative_text="A hall")
    file = ContentFile(b"a,b\n", name="a.csv")
    report = make.make_report(event=event, summary="<p>It was held.</p>")
    make.make_participation(event=event, person=person, organization=body)
    return [
        event,
        body,
        body.aliases.create(name="Another"),
        person,
        make.make_host(event=event, organization=body),
        session.track,
        session,
        make.make_presentation(session=session, speaker=person, organization=body),
        make.make_material(event=event, file=file, url=""),
        make.make_photo(event=event),
        question.survey,
        question,
        question.choices.first(),
        post,
        post.picture,
        make.make_post_link(post=post),
        make.make_post_attachment(post=post),
        report,
        make.make_section(report=report, kind="summary"),
        make.make_travel_line(event=event, person=person, organization=body),
        make.make_series(),
        make.make_abbreviation(),
    ]


@pytest.fixture(params=NAUGHTY)
def rows(request: pytest.FixtureRequest) -> list[Any]:
    """All rows with one of the strings everywhere."""
    return [_spoil(row, NAUGHTY[request.param]) for row in _everything()]


def _row(rows: list[Any], name: str) -> Any:
    return next(row for row in rows if row._meta.model_name == name)


def _born(page: str) -> list[str]:
    """The elements and attributes that only the strings can have made, and what a template computed from them."""
    elements = [one for one in html5lib.parse(page, namespaceHTMLElements=False).iter() if isinstance(one.tag, str)]
    found = [one.tag for one in elements if one.tag == "xss-tag"]
    found += [name for one in elements for name in one.attrib if name.startswith(("on", "xss"))]
    found += [one.get("href", "") for one in elements if one.get("href", "").startswith("javascript")]
    return found + re.findall(r"49\{%|49\d{4}\$|\$49", page)


# An element or an attribute is born only where one of these stands in a page as it was typed.
_RAW = ("<xss-tag", "<img src=x", "<svg/onload", "<a href=javascript", "n\"'")


def _assert_calm(answer: Any) -> str:
    """The body of an answer in which nothing of the strings came to life."""
    page = text(answer)
    assert answer.status_code == 200
    assert "X-Injected" not in answer.headers
    if answer["Content-Type"].startswith("text/html"):
        assert [end for end in _RAW if end in page] == []
    return page


def test_public_pages_show_the_strings_as_they_are(rows: list[Any], stranger: Client) -> None:
    event, post, report = (_row(rows, name) for name in ("event", "post", "report"))
    pages = ["/", "/news/", "/events/", "/reports/", f"/news/{post.slug}/", f"/reports/{report.slug}/"]
    pages += [f"/events/{event.slug}/{tail}" for tail in ("", "people/", "evaluation/")]
    bodies = {page: _assert_calm(stranger.get(page)) for page in pages}
    assert {page: born for page, body in bodies.items() if (born := _born(body))} == {}
    assert not any("<script" in body for body in bodies.values())
    if MARKUP[:3] in event.title:
        shown = "&lt;xss-tag xss=1&gt;"
        assert [page for page, body in bodies.items() if shown not in body] == []


def test_search_repeats_a_question_as_it_is(stranger: Client) -> None:
    for words in NAUGHTY.values():
        _assert_calm(stranger.get("/search/", {"q": words}))


def test_feed_and_sitemap_stay_well_formed(rows: list[Any], stranger: Client) -> None:
    for address in ("/news/feed.atom", "/sitemap.xml"):
        root = ElementTree.fromstring(_assert_calm(stranger.get(address)))  # noqa: S314 - our own feed
        assert {element.tag for element in root.iter() if "xss" in str(element.tag)} == set()
    assert root.find(".//{*}loc") is not None


def test_calendar_stays_a_calendar(rows: list[Any], stranger: Client) -> None:
    event = _row(rows, "event")
    for address in ("/events/calendar.ics", f"/events/{event.slug}.ics"):
        (entry,) = icalendar.Calendar.from_ical(_assert_calm(stranger.get(address))).walk("VEVENT")
        assert str(entry["SUMMARY"]) == event.title
        assert "X-INJECTED" not in entry


def test_tables_for_programs_keep_their_shape(rows: list[Any], stranger: Client) -> None:
    event = _row(rows, "event")
    read = json.loads(_assert_calm(stranger.get(f"/events/{event.slug}/evaluation.json")))
    assert _row(rows, "survey").title in json.dumps(read, ensure_ascii=False).replace('\\"', '"').replace("\\\\", "\\")
    table = list(csv.reader(StringIO(_assert_calm(stranger.get(f"/events/{event.slug}/evaluation.csv")))))
    assert len({len(line) for line in table}) == 1
    assert [cell for line in table for cell in line if cell.startswith(("=", "+", "@"))] == []


def test_files_have_harmless_names(rows: list[Any], stranger: Client) -> None:
    event, post = _row(rows, "event"), _row(rows, "post")
    for address in (
        reverse("events:event_material", args=[event.slug, _row(rows, "material").pk]),
        reverse("events:news_attachment", args=[post.slug, _row(rows, "postattachment").pk]),
    ):
        answer = stranger.get(address)
        assert answer.status_code == 200
        assert not re.search(r"[<>\r\n]", answer["Content-Disposition"])
        assert "X-Injected" not in answer.headers


def test_lists_forms_histories_and_deletions_show_the_strings_as_they_are(rows: list[Any], publisher: Client) -> None:
    for row in rows:
        name = f"admin:{row._meta.app_label}_{row._meta.model_name}"
        _assert_calm(publisher.get(reverse(f"{name}_changelist")))
        for page in ("change", "history", "delete"):
            _assert_calm(publisher.get(reverse(f"{name}_{page}", args=[row.pk]), follow=True))


def test_pop_up_hands_the_strings_over_as_they_are(publisher: Client) -> None:
    for number, words in enumerate(NAUGHTY.values()):
        typed = words[:150].replace("\x00", "")  # which the form refuses
        sent = {"name": f"{typed}{number}", "kind": "government", "_popup": "1"}
        rows = {"aliases-TOTAL_FORMS": "0", "aliases-INITIAL_FORMS": "0"}
        page = _assert_calm(publisher.post("/admin/events/organization/add/?_popup=1", sent | rows))
        assert "data-popup-response" in page


def test_chooser_hands_the_strings_over_as_they_are(rows: list[Any], publisher: Client) -> None:
    asked = {"app_label": "events", "model_name": "session", "field_name": "event", "term": ""}
    answer = publisher.get(reverse("admin:autocomplete"), asked)
    assert answer["Content-Type"] == "application/json"
    assert _row(rows, "event").title in [found["text"] for found in json.loads(text(answer))["results"]]


def test_page_with_a_living_string_is_found() -> None:
    assert _born('<title>"><xss-tag xss=1></title><xss-tag xss=1>49{%') == ["xss-tag", "xss", "49{%"]
    assert _born("&lt;xss-tag xss=1&gt; {{ 7*7 }}") == []
