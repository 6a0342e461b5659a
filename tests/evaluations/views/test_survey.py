"""Answering: what is taken in, once, and what is shown again with its reason."""

from typing import Any

import pytest
from django.test import Client, override_settings
from django.urls import reverse
from time_machine import travel

from evaluations.forms.words import WORDS
from evaluations.models import Answer, OpenAnswer, Survey
from events.models import Limit
from tests import factories as make
from tests.evaluations.posted import EVERYTHING, address, link, make_every_kind, post, ticket
from tests.public_pages import text, words

pytestmark = pytest.mark.django_db
ENGLISH = WORDS["en"]


def respondents(survey: Survey) -> int:
    survey.refresh_from_db()
    return survey.respondent_count


def thanks(survey: Survey) -> str:
    return reverse("evaluations:survey_thanks", args=[survey.slug])


def test_answers_are_taken_in_and_thanked_for(stranger: Client) -> None:
    survey = make_every_kind()
    answer = post(stranger, survey, EVERYTHING)
    assert (answer.status_code, answer["Location"]) == (302, thanks(survey))
    assert (respondents(survey), Answer.objects.count(), OpenAnswer.objects.count()) == (1, 9, 2)
    assert ENGLISH["thanks"] in words(stranger.get(thanks(survey)))


def test_own_words_of_thanks_are_shown(stranger: Client) -> None:
    survey = make_every_kind(thanks="See you in Seoul.\n\n<b>Bye</b>")
    page = text(stranger.get(thanks(survey)))
    assert "<p>See you in Seoul.</p>" in page
    assert "&lt;b&gt;Bye" in page


def test_answers_to_a_translation_are_counted_at_the_original(stranger: Client) -> None:
    survey = make_every_kind()
    french = make.make_survey(event=survey.event, translation_of=survey, language="fr", answers_are="collected")
    answer = post(stranger, french, EVERYTHING)
    assert (answer.status_code, answer["Location"]) == (302, thanks(french))
    assert (respondents(survey), respondents(french)) == (1, 68)
    assert WORDS["fr"]["thanks"] in words(stranger.get(thanks(french)))


def test_page_is_counted_once_however_often_it_is_sent(stranger: Client) -> None:
    survey = make_every_kind()
    signed = ticket(survey)
    answers = [post(stranger, survey, EVERYTHING, signed=signed) for _ in range(3)]
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(302, thanks(survey))] * 3
    assert respondents(survey) == 1
    assert post(stranger, survey, EVERYTHING).status_code == 302
    assert respondents(survey) == 2


def test_what_is_kept_of_a_page_does_not_say_when_it_was_sent(stranger: Client) -> None:
    with travel("2026-11-22 09:17:31.25Z"):
        post(stranger, make_every_kind(), EVERYTHING)
    kept = {f"{found.resets_at:%M:%S}" for found in Limit.objects.all()}
    assert (Limit.objects.count(), kept) == (2, {"00:00"})


def test_refused_answers_are_shown_again_with_a_link_to_each_error(stranger: Client) -> None:
    survey = make_every_kind()
    wrong = EVERYTHING | {"q3": "x", "q6": "many", "q8": "a" * 5001, "region": "x"}
    answer = post(stranger, survey, wrong)
    page = text(answer)
    assert (answer.status_code, respondents(survey)) == (200, 0)
    assert "<title>Error: Evaluation form" in page
    summary = page.split('role="alert"')[1].split("</div>")[0]
    assert [part.split('"')[0] for part in summary.split('href="#')[1:]] == [
        "id_region_0",
        "id_q3_0",
        "id_q6",
        "id_q8",
    ]
    assert 'value="many"' in page
    assert "a" * 5001 in page
    assert page.count(" checked") == 9


def test_empty_form_is_refused_kindly(stranger: Client) -> None:
    survey = make_every_kind()
    for answers in ({}, {"role": "speaker", "q8": "  "}):
        page = text(post(stranger, survey, answers))
        assert f'<a href="#id_q1_0">{ENGLISH["empty"]}</a>' in page
    assert respondents(survey) == 0


@pytest.mark.parametrize(
    ("changes", "age", "notice"),
    [
        ({}, 1, "check_again"),
        ({}, 5 * 3600, "expired"),
        ({"homepage": "http://example.org"}, 60, "check_again"),
        ({"ticket": ""}, 60, "check_again"),
        ({"ticket": "made:elsewhere"}, 60, "check_again"),
    ],
)
def test_doubtful_answers_are_asked_for_once_more(
    stranger: Client, changes: dict[str, Any], age: float, notice: str
) -> None:
    survey = make_every_kind()
    with travel("2026-11-22 09:00:00Z", tick=False) as clock:
        answer = post(stranger, survey, EVERYTHING | {"ticket": ticket(survey, age=age)} | changes)
        page = text(answer)
        assert (answer.status_code, respondents(survey)) == (200, 0)
        assert ENGLISH[notice] in page
        assert page.count(" checked") == 11
        assert "example.org" not in page
        clock.shift(5)
        assert post(stranger, survey, EVERYTHING, signed=_ticket_of(page)).status_code == 302
    assert respondents(survey) == 1


def test_expired_page_is_sent_again_with_what_it_said(stranger: Client) -> None:
    survey = make_every_kind(access="invited")
    invitation = make.make_invitation(survey=survey)
    with travel("2026-11-22 09:00:00Z", tick=False) as clock:
        first = text(stranger.get(link(survey, invitation)))
        clock.shift(5 * 3600)
        shown = text(post(stranger, survey, EVERYTHING, signed=_ticket_of(first)))
        assert ENGLISH["expired"] in shown
        clock.shift(20)
        answer = post(stranger, survey, EVERYTHING, signed=_ticket_of(shown))
    assert (answer.status_code, respondents(survey)) == (302, 1)


def _ticket_of(page: str) -> str:
    return page.split('name="ticket" value="')[1].split('"', maxsplit=1)[0]


@override_settings(PORTAL_SURVEYS_PER_ADDRESS=2)
def test_answers_of_one_network_are_limited_and_kept_on_the_page(stranger: Client) -> None:
    survey = make_every_kind()
    answers = [post(stranger, survey, EVERYTHING) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [302, 302, 429]
    page = text(answers[2])
    assert (ENGLISH["too_many"] in page, page.count(" checked")) == (True, 11)
    assert respondents(survey) == 2
    invitation = make.make_invitation(survey=survey)
    assert post(stranger, survey, EVERYTHING, signed=ticket(survey, invitation)).status_code == 302


@pytest.mark.parametrize("name", ["form", "invitation"])
def test_survey_is_closed_open_and_planned_in_its_time(stranger: Client, name: str) -> None:
    opens, closes = "2026-11-22T03:00:00Z", "2026-11-23T03:00:00Z"
    survey = make_every_kind(opens_at=opens, closes_at=closes, access="invited" if name == "invitation" else "open")
    place = link(survey, make.make_invitation(survey=survey)) if name == "invitation" else address(survey)
    found = []
    for moment in ("2026-11-22 02:59:59Z", "2026-11-22 03:00:01Z", "2026-11-23 03:00:01Z"):
        with travel(moment):
            said = words(stranger.get(place))
            found.append([key for key in ("planned_title", "promise", "closed_title") if ENGLISH[key] in said])
    assert found == [["planned_title"], ["promise"], ["closed_title"]]


def test_planned_survey_says_when_it_opens_where_the_event_is(stranger: Client) -> None:
    event = make.make_event(time_zone="Asia/Kathmandu")
    survey = make_every_kind(event=event, opens_at="2099-11-22T03:00:00Z")
    assert "It opens on 22 November 2099, 08:45 (Asia/Kathmandu, UTC+05:45)." in words(stranger.get(address(survey)))


def test_answers_to_a_survey_that_is_not_open_are_refused(stranger: Client) -> None:
    for times in ({"opens_at": "2099-01-01T00:00:00Z"}, {"closes_at": "2013-01-01T00:00:00Z"}):
        survey = make_every_kind(**times)
        assert (post(stranger, survey, EVERYTHING).status_code, respondents(survey)) == (409, 0)


def test_closed_survey_leads_to_its_results_once_they_are_released(stranger: Client) -> None:
    survey = make_every_kind(closes_at="2013-01-01T00:00:00Z")
    results = reverse("evaluations:results", args=[survey.event.slug])
    assert results not in text(stranger.get(address(survey)))
    Survey.objects.update(is_released=True)
    assert results in text(stranger.get(address(survey)))


def test_survey_known_by_its_totals_is_closed(stranger: Client) -> None:
    survey = make.make_survey()
    assert ENGLISH["closed_title"] in words(stranger.get(address(survey)))


@pytest.mark.parametrize("state", ["draft event", "never opened"])
def test_survey_that_nobody_may_see_is_not_there(stranger: Client, state: str) -> None:
    hidden = {"event": make.make_event(live=False)} if state == "draft event" else {"opens_at": None}
    survey = make_every_kind(title="Qanary", **hidden)
    token = link(survey, make.make_invitation(survey=survey))
    answers = [stranger.get(address(survey)), stranger.get(thanks(survey)), stranger.get(token)]
    answers.append(post(stranger, survey, EVERYTHING))
    assert [answer.status_code for answer in answers] == [404] * 4
    assert [answer for answer in answers if "Qanary" in text(answer)] == []
    assert respondents(survey) == 0


def test_form_takes_no_other_methods(stranger: Client) -> None:
    survey = make_every_kind()
    assert [getattr(stranger, method)(address(survey)).status_code for method in ("put", "delete", "patch")] == [
        405
    ] * 3
    assert stranger.head(address(survey)).status_code == 200
    assert stranger.post(f"{address(survey)}token/").status_code == 405
    assert stranger.post(thanks(survey)).status_code == 405


def test_form_needs_no_cookie_of_another_page() -> None:
    survey = make_every_kind()
    strict = Client(enforce_csrf_checks=True)
    assert post(strict, survey, EVERYTHING).status_code == 302


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", b'{"q1": "good"}'),
        ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="q1"\r\n\r\ngo'),
        ("multipart/form-data", b"q1=good"),
        ("application/x-www-form-urlencoded; charset=latin-1", b"q1=good"),
        ("application/x-www-form-urlencoded", b"q1=%ff%fe%00&ticket=%80"),
        ("application/x-www-form-urlencoded", b"q8=" + b"a" * 3_000_000),
        ("application/x-www-form-urlencoded", b"&".join(b"q5=tea" for _ in range(5000))),
        ("", b"\x00\xff"),
    ],
)
def test_broken_posts_are_refused_and_store_nothing(stranger: Client, kind: str, body: bytes) -> None:
    survey = make_every_kind()
    answer = stranger.post(address(survey), data=body, content_type=kind)
    assert answer.status_code in (200, 400)
    assert ("Error: " in text(answer)) or ENGLISH["broken_title"] in text(answer)
    assert respondents(survey) == 0
