"""What papers share: dates as languages write them, words in all languages, and the same file for the same data."""

from datetime import date

import pytest

from reports.documents.paper import Paper, in_parts, paper_dates
from reports.documents.paper_words import WORDS, paper_words
from tests import factories as make

DAYS = (date(2012, 10, 31), date(2012, 11, 2))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "31 October – 2 November 2012"),
        ("fr", "31 octobre – 2 novembre 2012"),
        ("es", "31 de octubre – 2 de noviembre de 2012"),
        ("ru", "31 октября – 2 ноября 2012 г."),
        ("zh", "2012年10月31日至11月2日"),
        ("ko", "2012년 10월 31일–11월 2일"),
    ],
)
def test_dates_name_each_month_once(language: str, words: str) -> None:
    assert paper_dates(*DAYS, language) == words


def test_days_over_new_year_name_both_years() -> None:
    assert paper_dates(date(2012, 12, 31), date(2013, 1, 1), "ko") == "2012년 12월 31일–2013년 1월 1일"
    assert paper_dates(DAYS[0], DAYS[0], "fr") == "31 octobre 2012"


def test_words_are_there_in_all_languages() -> None:
    assert {frozenset(words) for words in WORDS.values()} == {frozenset(WORDS["en"])}
    assert all(words[key] for words in WORDS.values() for key in words if key != "certify")
    assert paper_words("xx") == WORDS["en"]


def test_parts_hold_everything_once() -> None:
    parts = in_parts("badges", list(range(25)), 10, lambda items, pages: None)  # type: ignore[arg-type,return-value]
    assert [part.items for part in parts] == [tuple(range(10)), tuple(range(10, 20)), tuple(range(20, 25))]
    assert [part.stem for part in parts] == ["badges-1", "badges-2", "badges-3"]
    assert [part.follows for part in parts] == [False, True, True]


@pytest.mark.django_db
def test_paper_of_an_event_is_titled_in_its_language_where_there_is_a_translation() -> None:
    event = make.make_event(title="Forum")
    make.make_event(title="Le Forum", language="fr", translation_key=event.translation_key)
    context = {"sheet_title": "x", "occasion": None, "lines": []}
    html = Paper("attendance_sheet", "attendance_sheets", event, "fr", context=context).document().html
    assert "<title>Feuilles de présence: Le Forum</title>" in html
    assert '<meta name="dcterms.created" content="2012-10-18">' in html
