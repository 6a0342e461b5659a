"""Events: the list, the page with all its sections, and what belongs to a hidden event."""

import re
from datetime import date, time, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from events.models import Event, Headcount, Host, Origin, Presentation, Role, Sector, Session
from tests import factories as make
from tests.public_pages import assert_public_page, text, words

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["publisher", "editor", "stranger"])
def anyone(request: pytest.FixtureRequest) -> Client:
    """One of the three; a public page is the same for all of them."""
    return request.getfixturevalue(request.param)


def _upcoming(**fields: object) -> Event:
    day = timezone.localdate() + timedelta(days=30)
    return make.make_event(starts_on=day, ends_on=day, **fields)


def _full_event() -> Event:
    """An event with rows of every kind."""
    event = make.make_event(
        title="Global e-Government Forum",
        slug="forum",
        theme="A better future",
        venue="Lotte Hotel",
        lead="<p>For {days} days people met.</p>",
        description="<p>{Participants} people from {countries} countries came.</p>",
    )
    make.make_host(event=event, organization=make.make_organization(name="First Ministry"))
    make.make_host(event=event, organization=make.make_organization(name="Second Ministry"))
    make.make_outcome(event=event, text="<p>{Ministers} ministers agreed.</p>")
    make.make_headcount(event=event, origin=Origin.INTERNATIONAL, count=217)
    make.make_headcount(event=event, origin=Origin.NATIONAL, sector=Sector.GOVERNMENT, count=549)
    make.make_headcount(event=event, unit=Headcount.Unit.COUNTRIES, origin="", count=50, is_subset=True)
    make.make_headcount(event=event, origin="", role=Role.MINISTER, count=19, is_subset=True)
    make.make_participation(event=event, is_in_headcount=True)
    _programme(event)
    make.make_material(event=event, title="Programme", file=make.pdf_file())
    make.make_photo(event=event, caption="The hall", picture=make.make_picture(credit="The office"))
    make.make_post(event=event, title="It has begun")
    return event


def _programme(event: Event) -> None:
    first, second = event.starts_on, event.ends_on
    morning, afternoon = Session.PartOfDay.MORNING, Session.PartOfDay.AFTERNOON
    west = make.make_person(given_name="Darrell", family_name="West")
    keynote = make.make_session(
        event=event, code="keynote", kind=Session.Kind.KEYNOTE, title="", held_on=first, part_of_day=morning
    )
    institute = make.make_organization(name="Brookings Institution")
    make.make_presentation(
        session=keynote, speaker=west, organization=institute, title="Smart government", mode="video"
    )
    bare, told = (make.make_track(event=event, title=title) for title in ("Practice", "Cooperation"))
    for code in ("1-1", "1-2"):
        make.make_session(track=bare, code=code, title="", held_on=first, part_of_day=afternoon)
    session = make.make_session(track=told, code="2-1", title="Trends", held_on=second, part_of_day=morning)
    for _ in range(3):
        make.make_presentation(session=session)


def test_list_shows_what_comes_and_what_was(anyone: Client) -> None:
    make.make_event(title="Old forum", starts_on=date(2011, 1, 1), ends_on=date(2011, 1, 2))
    make.make_event(title="Newer forum")
    _upcoming(title="Next forum")
    response = anyone.get("/events/")
    assert_public_page(response)
    page = words(response)
    assert page.index("Upcoming") < page.index("Next forum") < page.index("Past events") < page.index("Newer forum")
    assert page.index("Newer forum") < page.index("Old forum")


@pytest.mark.parametrize("query", ["?kind=workshop", "?year=2012", "?kind=workshop&year=2012"])
def test_list_shows_what_was_asked_for(stranger: Client, query: str) -> None:
    make.make_event(title="A workshop of then", kind=Event.Kind.WORKSHOP)
    make.make_event(title="Canary", starts_on=date(2011, 1, 1), ends_on=date(2011, 1, 1))
    response = stranger.get(f"/events/{query}")
    assert_public_page(response)
    assert "A workshop of then" in text(response)
    assert "Canary" not in text(response)


@pytest.mark.parametrize("query", ["?kind=forum", "?kind=nonsense", "?year=1066", "?year=x", "?kind=%00"])
def test_list_without_a_fitting_event_says_so(stranger: Client, query: str) -> None:
    make.make_event(title="Canary", kind=Event.Kind.WORKSHOP)
    response = stranger.get(f"/events/{query}")
    assert_public_page(response)
    assert "No event fits this choice" in text(response)
    assert "Canary" not in text(response)


def test_list_costs_three_queries_for_one_and_for_three(stranger: Client, django_assert_num_queries) -> None:
    make.make_host(event=make.make_event())
    with django_assert_num_queries(3):
        stranger.get("/events/")
    make.make_event()
    _upcoming()
    with django_assert_num_queries(3):
        stranger.get("/events/")


def test_detail_has_every_section_once(anyone: Client) -> None:
    event = _full_event()
    response = anyone.get(f"/events/{event.slug}/")
    assert_public_page(response)
    page = text(response)
    links = re.findall(r'<a href="#([\w-]+)">', page.split('class="toc"')[1].split("</nav>")[0])
    assert links == ["overview", "figures", "programme", "speakers", "documents", "photographs", "related"]
    assert all(page.count(f'id="{anchor}"') == 1 for anchor in links)


def test_detail_binds_figures_into_its_texts(stranger: Client) -> None:
    page = words(stranger.get(f"/events/{_full_event().slug}/"))
    assert "For two days people met." in page
    assert "Seven hundred and sixty-six people from 50 countries came." in page
    assert "Nineteen ministers agreed." in page


def test_detail_draws_who_took_part(stranger: Client) -> None:
    page = text(stranger.get(f"/events/{_full_event().slug}/"))
    assert (
        "<title>Of 766 participants, by group: International 217 and Republic of Korea: government 549.</title>" in page
    )
    assert "<dt>participants</dt><dd>766</dd>" in page
    assert "<dt>ministers and vice-ministers</dt><dd>19</dd>" in page


def test_detail_names_hosts_dates_and_place(stranger: Client) -> None:
    page = words(stranger.get(f"/events/{_full_event().slug}/"))
    assert "Dates 18–19 October 2012 Thursday and Friday" in page
    assert "Venue Lotte Hotel Seoul, Republic of Korea" in page
    assert "Hosts First Ministry Second Ministry" in page


def test_detail_groups_hosts_by_their_part(stranger: Client) -> None:
    event = make.make_event()
    make.make_host(event=event, role=Host.Role.SUPERVISOR, organization=make.make_organization(name="The Division"))
    make.make_host(event=event, role=Host.Role.ORGANIZER, organization=make.make_organization(name="The Office"))
    page = words(stranger.get(f"/events/{event.slug}/"))
    assert "Organizer The Office Under the guidance of The Division" in page


def test_detail_lays_out_the_programme(stranger: Client) -> None:
    page = words(stranger.get(f"/events/{_full_event().slug}/"))
    assert "Clock times were not recorded for this event." in page
    assert (
        "Day 1: Thursday, 18 October 2012 Morning"
        " Keynote Smart government Darrell West, Brookings Institution (by video)"
        " Afternoon Track 1 Practice Sessions 1.1 and 1.2. Details were not recorded."
        " Day 2: Friday, 19 October 2012 Morning Track 2 Cooperation 2.1 Trends 3 speakers" in page
    )


def test_detail_lists_speakers_by_session(stranger: Client) -> None:
    response = stranger.get(f"/events/{_full_event().slug}/")
    assert "Speakers, Track 2 Session 2.1: Trends" in words(response)
    assert text(response).count('href="#session-2-1"') == text(response).count('id="session-2-1"') == 1


def test_detail_shows_clock_times_with_their_zone(stranger: Client) -> None:
    event = make.make_event(time_zone="Asia/Kathmandu")
    make.make_session(event=event, held_on=event.starts_on, starts_at=time(9), ends_at=time(10, 30))
    page = words(stranger.get(f"/events/{event.slug}/"))
    assert "09:00–10:30" in page
    assert "Local time, UTC+5:45" in page
    assert "not recorded for this event" not in page


def test_detail_tells_sessions_without_a_day_plainly(stranger: Client) -> None:
    event = make.make_event()
    make.make_session(event=event, code="1", title="", summary="<p>It explored {days} days.</p>")
    page = words(stranger.get(f"/events/{event.slug}/"))
    assert "The days and clock times of the sessions were not recorded." in page
    assert "Working session Session 1 It explored two days." in page


def test_detail_says_nothing_of_the_programme_before_the_event(stranger: Client) -> None:
    event = _upcoming()
    make.make_session(event=event, held_on=event.starts_on)
    assert "not recorded" not in text(stranger.get(f"/events/{event.slug}/"))


def test_detail_of_a_bare_event_has_no_empty_section(stranger: Client) -> None:
    response = stranger.get(f"/events/{make.make_event().slug}/")
    assert_public_page(response)
    assert "Nothing more has been published about this event yet." in text(response)
    assert re.findall("<h2[^>]*>([^<]*)", text(response).split("<main")[1].split("</main>")[0]) == []


def test_detail_links_documents_with_type_language_and_size(stranger: Client) -> None:
    event = make.make_event()
    make.make_material(event=event, title="Programme", file=make.pdf_file(pages=2), note="Final")
    make.make_material(event=event, title="Photos", url="https://example.org/photos", language="ko")
    page = text(stranger.get(f"/events/{event.slug}/"))
    assert "PDF · English · 2 pages · 2 kB · Final" in page
    assert '<a href="https://example.org/photos" hreflang="ko">Photos</a>' in page


def test_detail_gives_photographs_their_size_and_words(stranger: Client) -> None:
    picture = make.make_picture(original=make.picture_file(size=(1000, 500)), credit="The office")
    photo = make.make_photo(event=make.make_event(slug="forum"), picture=picture, alternative_text='"Quoted" hall')
    page = text(stranger.get("/events/forum/"))
    source, words_of_it = f'src="/events/forum/photos/{photo.pk}/card.webp"', 'alt="&quot;Quoted&quot; hall"'
    assert f'<img {source} width="800" height="500" {words_of_it} loading="lazy">' in page
    assert f'<a href="/events/forum/photos/{photo.pk}/large.webp">' in page
    assert "Photograph: The office" in page


def test_detail_passes_over_decorative_photographs(stranger: Client) -> None:
    photo = make.make_photo(event=make.make_event(slug="forum"), is_decorative=True, caption="The hall")
    page = text(stranger.get("/events/forum/"))
    assert f'src="/events/forum/photos/{photo.pk}/card.webp" width="8" height="5" alt=""' in page
    assert "large.webp" not in page
    assert "The hall" in page


def test_detail_costs_at_most_six_queries(stranger: Client, django_assert_max_num_queries) -> None:
    event = _full_event()
    make.make_report(event=event)
    make.make_question(survey=make.make_survey(event=event), tallies={"excellent": 30, "good": 20})
    stranger.get(f"/events/{event.slug}/")  # Django asks SQLite once in a process whether it knows JSON
    with django_assert_max_num_queries(6):
        response = stranger.get(f"/events/{event.slug}/")
    assert 'id="evaluation"' in text(response)
    assert 'class="report"' in text(response)


def test_detail_links_the_events_beside_it(stranger: Client) -> None:
    days = [date(2012, month, 1) for month in (1, 2, 3)]
    first, middle, last = (make.make_event(starts_on=day, ends_on=day) for day in days)
    page = text(stranger.get(f"/events/{middle.slug}/"))
    assert f'href="/events/{first.slug}/" rel="prev"' in page
    assert f'href="/events/{last.slug}/" rel="next"' in page
    assert "<span>1 January 2012</span>" in page


def test_detail_answers_304_to_the_same_question(stranger: Client) -> None:
    event = _full_event()
    etag = stranger.get(f"/events/{event.slug}/")["ETag"]
    assert stranger.get(f"/events/{event.slug}/", headers={"If-None-Match": etag}).status_code == 304


def test_detail_escapes_what_people_typed(stranger: Client) -> None:
    nasty = "<script>alert(1)</script>{{ 7|add:7 }}"
    event = make.make_event(title=nasty, theme=nasty, venue=nasty, city=nasty, description=nasty)
    make.make_host(event=event, organization=make.make_organization(name=nasty))
    session = make.make_session(event=event, title=nasty)
    for _ in range(4):
        speaker = make.make_person(family_name=f"{nasty} {_}")
        make.make_presentation(session=session, speaker=speaker, affiliation=nasty, title=nasty)
    make.make_material(event=event, title=nasty, note=nasty)
    make.make_photo(event=event, alternative_text=nasty, caption=nasty, picture=make.make_picture(credit=nasty))
    response = stranger.get(f"/events/{event.slug}/")
    assert_public_page(response)
    assert "14" not in words(response)


def test_moderator_is_named_as_one(stranger: Client) -> None:
    talk = make.make_presentation(role=Presentation.Role.MODERATOR)
    page = words(stranger.get(f"/events/{talk.session.event.slug}/"))
    assert f"{talk.speaker.name} (moderator)" in page
