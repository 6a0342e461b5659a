"""What a letter says, in whose language, and the number by which it is found again."""

from datetime import UTC, datetime
from typing import Any

import pytest

from evaluations.emails.letter import (
    closing_moment,
    form_address,
    languages_of,
    letter_of,
    message_id,
    message_of,
    survey_in,
    write,
)
from evaluations.emails.words import WORDS
from evaluations.models import Invitation, Mailing
from events.models import Language
from tests import factories as make

pytestmark = pytest.mark.django_db
CLOSES = datetime(2035, 10, 31, 9, 0, tzinfo=UTC)


def _survey(**fields: Any) -> Any:
    survey = make.make_open_survey(event=make.make_event(title="Forum"), slug="forum", closes_at=CLOSES, **fields)
    for _ in range(12):
        make.make_question(survey=survey, tallies={"good": None})
    return survey


def _written(survey: Any, language: str = "en", **fields: Any) -> Any:
    mailing = make.make_mailing(survey=survey, **fields)
    return write(mailing=mailing, language=language, name="Ada Lovelace", token="t0ken")


def test_letter_says_who_what_how_long_until_when_and_from_whom(settings: Any) -> None:
    written = _written(_survey(), note="See you in Seoul.\n\nThe team")
    assert written.subject == "Your opinion on Forum"
    assert written.body.split("\n\n") == [
        "Dear Ada Lovelace,",
        "Thank you for taking part in “Forum”. We would like to know what you thought of it. "
        "What you say decides what we do better next time.",
        "See you in Seoul.",
        "The team",
        "Please open this address to answer:\nhttps://portal.example.org/surveys/forum/t0ken/",
        "Number of questions: 12. Time needed: about 3 min.",
        "Your answers are anonymous. The address above is yours alone and works once. "
        "We see that it was used, and never what was answered with it.",
        "You can answer until 31 October 2035, 18:00 (Asia/Seoul, UTC+09:00).",
        "With many thanks\nUnited Nations Project Office on Governance\nDepartment of Economic and Social Affairs\n",
    ]


def test_reminder_says_that_it_is_one() -> None:
    written = _written(_survey(), kind=Mailing.Kind.REMINDER)
    assert written.subject == "Reminder: your opinion on Forum"
    assert "Some days ago we asked you" in written.body


def test_words_are_there_in_all_languages() -> None:
    assert set(WORDS) == set(Language.values)
    for words in WORDS.values():
        for name in ("{name}", "{event}", "{count}", "{minutes}", "{moment}", "{zone}"):
            assert any(name in text for text in vars(words).values()), name


@pytest.mark.parametrize("language", Language.values)
def test_letter_is_in_the_language_of_the_person_where_the_survey_is(language: str) -> None:
    survey = _survey()
    if language != "en":
        make.make_survey(event=survey.event, slug=f"forum-{language}", language=language, translation_of=survey)
    written = _written(survey, language)
    slug = "forum" if language == "en" else f"forum-{language}"
    assert (written.language, f"https://portal.example.org/surveys/{slug}/t0ken/" in written.body) == (language, True)
    assert WORDS[language].anonymous in written.body


def test_letter_is_english_where_the_survey_has_not_the_language() -> None:
    survey = _survey()
    assert _written(survey, "fr").language == "en"
    korean = make.make_open_survey(event=survey.event, language="ko")
    assert survey_in(korean, "fr") == korean
    english = make.make_survey(event=survey.event, language="en", translation_of=korean)
    assert survey_in(korean, "fr") == english
    assert languages_of(korean) == ["ko", "en"]


def test_letter_names_the_event_as_the_language_does() -> None:
    survey = _survey()
    make.make_survey(event=survey.event, slug="forum-fr", language="fr", translation_of=survey)
    make.make_event(title="Colloque", language="fr", translation_key=survey.event.translation_key)
    assert _written(survey, "fr").subject == "Votre avis sur Colloque"


@pytest.mark.parametrize(
    ("language", "moment"),
    [
        ("en", "31 October 2035, 18:00"),
        ("fr", "31 octobre 2035 à 18:00"),
        ("es", "31 de octubre de 2035, 18:00"),
        ("ru", "31 октября 2035 г., 18:00"),
        ("ar", "31 أكتوبر 2035، 18:00"),
        ("zh", "2035年10月31日 18:00"),
        ("ko", "2035년 10월 31일 18:00"),
    ],
)
def test_closing_moment_is_written_as_the_language_does(language: str, moment: str) -> None:
    assert closing_moment(CLOSES, language, "Asia/Seoul") == (moment, "Asia/Seoul, UTC+09:00")


def test_number_of_a_letter_leads_back_to_it_and_cannot_be_made_up() -> None:
    number = message_id(42)
    assert (number, letter_of(number)) == (message_id(42), 42)
    assert number.endswith("@localhost>")
    forged = number.replace("letter.42", "letter.43")
    assert [letter_of(text) for text in (forged, "<letter.٤٢.x@y>", "", "<1@example.org>", "<letter.1>")] == [None] * 5


def test_letter_is_ready_for_the_mail_server() -> None:
    invitation = make.make_invitation(survey=_survey(access="invited"), email="ada@example.org")
    letter = make.make_letter(invitation=invitation)
    message = message_of(letter)
    assert message.to == ["ada@example.org"]
    assert message.extra_headers["Message-ID"] == message_id(letter.pk)
    address = form_address(invitation.survey, Invitation.token_of(invitation.seed))
    assert address in message.body
    assert invitation.seed not in message.message().as_string()
