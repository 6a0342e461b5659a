"""Links of invitations: each opens the form, is spent once, and stands nowhere else."""

import pytest
from django.test import Client

from evaluations.forms.words import WORDS
from evaluations.models import Survey
from tests import factories as make
from tests.evaluations.posted import EVERYTHING, address, link, make_every_kind, post, ticket
from tests.public_pages import text, words

pytestmark = pytest.mark.django_db
ENGLISH = WORDS["en"]


def respondents(survey: Survey) -> int:
    survey.refresh_from_db()
    return survey.respondent_count


def test_invitation_is_spent_once(stranger: Client) -> None:
    survey = make_every_kind(access="invited")
    invitation = make.make_invitation(survey=survey)
    page = text(stranger.get(link(survey, invitation)))
    assert f'action="{address(survey)}"' in page
    assert ENGLISH["once"] in page
    signed = ticket(survey, invitation)
    assert post(stranger, survey, EVERYTHING, signed=signed).status_code == 302
    again = post(stranger, survey, EVERYTHING, signed=signed)
    assert (again.status_code, respondents(survey)) == (409, 1)
    for answer in (again, stranger.get(link(survey, invitation))):
        assert ENGLISH["answered_title"] in words(answer)
    invitation.refresh_from_db()
    assert invitation.is_answered


def test_token_stands_in_no_form(stranger: Client) -> None:
    survey = make_every_kind(access="invited")
    invitation = make.make_invitation(survey=survey)
    page = text(stranger.get(link(survey, invitation)))
    assert invitation.token_of(invitation.seed) not in page
    assert invitation.token_hash not in page


def test_languages_of_a_linked_page_keep_the_link(stranger: Client) -> None:
    survey = make_every_kind(access="invited")
    french = make.make_survey(event=survey.event, translation_of=survey, language="fr", answers_are="collected")
    invitation = make.make_invitation(survey=survey)
    page = text(stranger.get(link(survey, invitation)))
    assert f'<a href="{link(french, invitation)}" lang="fr" hreflang="fr">Français</a>' in page
    assert 'lang="fr"' in text(stranger.get(link(french, invitation))).split("<head>")[0]
    answer = post(stranger, french, {"q1": "x"}, signed=ticket(survey, invitation))
    assert "hreflang" not in text(answer)
    assert post(stranger, french, EVERYTHING, signed=ticket(survey, invitation)).status_code == 302


def test_survey_for_invited_people_asks_for_the_link(stranger: Client) -> None:
    survey, other = make_every_kind(access="invited"), make.make_open_survey(access="invited")
    assert stranger.get(address(survey)).status_code == 200
    assert ENGLISH["personal_title"] in words(stranger.get(address(survey)))
    tickets = ("", "x", ticket(survey), ticket(other, make.make_invitation(survey=other)))
    answers = [post(stranger, survey, EVERYTHING, signed=signed) for signed in tickets]
    assert [answer.status_code for answer in answers] == [403] * 4
    assert respondents(survey) == 0


def test_invitation_to_an_open_survey_is_spent_too(stranger: Client) -> None:
    survey = make_every_kind()
    invitation = make.make_invitation(survey=survey)
    assert post(stranger, survey, EVERYTHING, signed=ticket(survey, invitation)).status_code == 302
    invitation.refresh_from_db()
    assert invitation.is_answered


def test_unknown_links_are_answered_helpfully(stranger: Client) -> None:
    survey = make_every_kind(access="invited")
    elsewhere = make.make_invitation()
    wrong = [f"{address(survey)}{token}/" for token in ("x", "é%00", elsewhere.token_of(elsewhere.seed))]
    for place in (*wrong, "/surveys/no-such-survey/", "/surveys/no-such-survey/token/", "/surveys/no-such/thanks/"):
        answer = stranger.get(place)
        assert (answer.status_code, ENGLISH["unknown"] in words(answer)) == (404, True)


def test_wrong_links_are_rationed_and_good_ones_are_not(stranger: Client) -> None:
    survey = make_every_kind(access="invited")
    invitation = make.make_invitation(survey=survey)
    statuses = [stranger.get(f"{address(survey)}wrong-{number}/").status_code for number in range(22)]
    assert statuses == [404] * 20 + [429] * 2
    assert stranger.get(link(survey, invitation)).status_code == 200
    answer = stranger.get(f"{address(survey)}wrong/")
    assert (ENGLISH["wait_title"] in words(answer), answer["Retry-After"]) == (True, "3600")
    assert stranger.get(f"{address(survey)}wrong/", REMOTE_ADDR="203.0.113.9").status_code == 404
