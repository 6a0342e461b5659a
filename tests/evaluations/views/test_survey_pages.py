"""The pages of a survey: complete in seven languages, private, and without cookies."""

import html
import re
from typing import Any

import html5lib
import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from evaluations.forms.words import WORDS, direction
from evaluations.models import Survey
from tests import factories as make
from tests.evaluations.posted import EVERYTHING, address, link, make_every_kind, post
from tests.public_pages import POLICY, text, words

pytestmark = pytest.mark.django_db
SCRIPT = {"script-src 'self'", "connect-src 'self'"}
SAMPLE = {"ar": "كيف كانت الجلسات؟", "zh": "会议怎么样？", "ko": "세션은 어떠했습니까?", "ru": "Как прошли заседания?"}


def make_in(language: str, **fields: Any) -> Survey:
    """A survey with every kind of question in a language, as a translation where that is not English."""
    survey = make_every_kind(**fields)
    if language == "en":
        return survey
    translation = make.make_survey(
        event=survey.event, translation_of=survey, language=language, title=SAMPLE.get(language, "Évaluation du forum")
    )
    for question in survey.questions.all():
        worded = make.make_question(
            survey=translation, number=question.number, kind=question.kind, text=SAMPLE.get(language, "Ça va ?")
        )
        for choice in question.choices.all():
            make.make_choice(question=worded, code=choice.code, label=SAMPLE.get(language, "Bien"))
    return translation


def check(answer: HttpResponse, language: str, *, status: int = 200) -> str:
    """The page, which keeps what every page of a survey keeps."""
    page = text(answer)
    assert answer.status_code == status
    html5lib.HTMLParser(strict=True).parse(page)
    assert f'<html lang="{language}" dir="{direction(language)}">' in page
    assert page.count("<h1") == 1
    assert len(html.unescape(re.search("<title>(.*?)</title>", page)[1])) < 70
    assert " style=" not in page
    levels = [int(level) for level in re.findall(r"<h([1-6])", page.split("<main")[1].split("</main>")[0])]
    assert all(level - previous <= 1 for previous, level in zip([1, *levels], levels, strict=False))
    assert not answer.cookies
    assert "cookie" not in answer.get("Vary", "").lower()
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "ETag" not in answer
    assert set(answer["Content-Security-Policy"].split("; ")) <= POLICY | SCRIPT
    assert re.findall("<script[^>]*>", page) in ([], ['<script src="/static/js/survey.js" defer>'])
    return page


@pytest.mark.parametrize("language", WORDS)
def test_every_state_has_its_page_in_every_language(stranger: Client, language: str) -> None:
    survey = make_in(language)
    said = WORDS[language]
    assert said["promise"] in check(stranger.get(address(survey)), language)
    wrong = check(post(stranger, survey, EVERYTHING | {"q1": "x", "q6": "x"}), language)
    assert f"<title>{said['error']} " in wrong
    assert said["thanks"] in check(stranger.get(reverse("evaluations:survey_thanks", args=[survey.slug])), language)
    Survey.objects.update(access="invited")
    assert said["personal"] in words(stranger.get(address(survey)))
    invitation = make.make_invitation(survey=survey.original)
    assert said["once"] in check(stranger.get(link(survey, invitation)), language)
    check(stranger.get(f"{address(survey)}x/"), language, status=404)
    survey.original.invitations.update(is_answered=True)
    assert said["answered_title"] in check(stranger.get(link(survey, invitation)), language)
    Survey.objects.update(opens_at="2099-11-22T03:00:00Z")
    assert "2099" in check(stranger.get(address(survey)), language)
    Survey.objects.update(opens_at="2012-11-22T03:00:00Z", closes_at="2013-11-22T03:00:00Z")
    assert said["closed_title"] in check(stranger.get(address(survey)), language)


def test_only_the_form_and_the_thanks_have_a_script(stranger: Client) -> None:
    survey = make_every_kind()
    with_script = [
        stranger.get(address(survey)),
        post(stranger, survey, {}),
        stranger.get(reverse("evaluations:survey_thanks", args=[survey.slug])),
    ]
    without = [stranger.get("/surveys/nothing/"), stranger.get(f"{address(survey)}x/"), stranger.get("/")]
    assert ["<script" in text(answer) for answer in with_script + without] == [True] * 3 + [False] * 3
    assert set(with_script[0]["Content-Security-Policy"].split("; ")) >= SCRIPT
    assert set(stranger.get("/")["Content-Security-Policy"].split("; ")) == POLICY


def test_form_shows_every_kind_of_question(stranger: Client) -> None:
    page = text(stranger.get(address(make_every_kind())))
    assert (page.count('role="radiogroup"'), page.count('class="mb-3 scale"')) == (2, 3)
    assert len(re.findall('type="radio"', page)) == 2 + 1 + 3 + 2 * 4 + 2 + 3 + 3
    assert len(re.findall('type="checkbox"', page)) == 1 + 3
    assert 'inputmode="numeric"' in page
    assert "A whole number from 0 to 10" in page
    assert "Only for: Speaker" in page
    assert "Only if you attended: Opening" in page
    assert 'class="routed to-1"' in page
    assert 'id="to-1"' in page


def test_form_without_groups_asks_nobody_who_he_is(stranger: Client) -> None:
    survey = make.make_open_survey()
    make.make_question(survey=survey, tallies={"good": 0})
    page = text(stranger.get(address(survey)))
    assert WORDS["en"]["about_you"] not in page
    assert "1 question, about 1 minute." in page
    assert "<h2" not in page.split("<main")[1].split("</main>")[0]


def test_trap_is_out_of_sight_and_out_of_reach(stranger: Client) -> None:
    page = text(stranger.get(address(make_every_kind())))
    trap = page.split('<div class="visually-hidden" aria-hidden="true">')[1].split("</div>")[0]
    assert 'tabindex="-1" autocomplete="off"' in trap


def test_introduction_is_plain_text(stranger: Client) -> None:
    page = text(stranger.get(address(make_every_kind(intro="Dear all,\n\n<b>welcome</b>"))))
    assert "<p>Dear all,</p>" in page
    assert "&lt;b&gt;welcome" in page


def test_two_hundred_choices_and_long_words_are_drawn(stranger: Client) -> None:
    survey = make.make_open_survey(title="A" * 200, event=make.make_event(title="B" * 200))
    question = make.make_question(survey=survey, kind="single", text="W" * 300, hint="H" * 200)
    for number in range(200):
        make.make_choice(question=question, code=f"c{number}", label="L" * 119 + str(number % 10))
    make.make_question(survey=survey, tallies={f"r{number}": 0 for number in range(20)})
    make.make_question(survey=survey, kind="open")
    page = check(stranger.get(address(survey)), "en")
    assert page.count('type="radio"') == 220
    comment = "ü" * 4999 + "."
    shown = check(post(stranger, survey, {"q1": "x", "q3": comment}), "en")
    assert comment in shown
    assert post(stranger, survey, {"q1": "c199", "q3": comment}).status_code == 302
    assert survey.questions.get(number=3).open_answers.get().text == comment


def test_words_that_are_not_translated_say_their_language(stranger: Client) -> None:
    survey = make_every_kind()
    arabic = make.make_survey(event=survey.event, translation_of=survey, language="ar")
    page = check(stranger.get(address(arabic)), "ar")
    assert '<span lang="en" dir="ltr">1. Text of question 1?</span>' in page
    assert '<header lang="en">' in page
    assert '<span lang="en" dir="ltr">Speaker</span>' in page


def test_markup_in_the_words_of_a_survey_is_shown_as_text(stranger: Client) -> None:
    naughty = "\"'><img src=x onerror=xss>{{ 7*7 }}"
    survey = make.make_open_survey(title=naughty, intro=naughty, event=make.make_event(title=naughty))
    make.make_group(survey=survey, code="speaker", label=naughty)
    fields = {"text": naughty, "hint": naughty, "section": naughty}
    for kind in ("rating", "single", "multiple", "number", "short", "open"):
        question = make.make_question(survey=survey, kind=kind, role="speaker", lowest=0, highest=9, **fields)
        make.make_choice(question=question, code="a", label=naughty)
    for _ in range(2):
        row = make.make_question(survey=survey, kind="rating", grid=naughty, **fields | {"section": ""})
        make.make_choice(question=row, code="a", label=naughty)
    for answer in (
        stranger.get(address(survey)),
        post(stranger, survey, {"q1": naughty, "q6": naughty, "q7": naughty}),
    ):
        page = check(answer, "en")
        assert page.count("onerror=xss") > 20
        assert re.findall("<img[^>]*>", page) == []


@pytest.mark.parametrize("count", [1, 30])
def test_form_needs_the_same_queries_whatever_its_length(
    stranger: Client, count: int, django_assert_num_queries
) -> None:
    survey = make.make_open_survey()
    for _ in range(count):
        make.make_question(survey=survey, tallies={"good": 0, "poor": 0})
    with django_assert_num_queries(5):
        stranger.get(address(survey))
