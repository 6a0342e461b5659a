"""Every language says everything, with the same places to fill in."""

import re

import pytest

from evaluations.forms.words import WORDS, direction, size, words_in
from events.models import Language


def test_every_language_of_the_office_has_its_words() -> None:
    assert set(WORDS) == set(Language.values)


@pytest.mark.parametrize("language", WORDS)
def test_language_says_everything_with_the_same_places_to_fill_in(language: str) -> None:
    english, words = WORDS["en"], WORDS[language]
    places = {name: sorted(re.findall(r"{(\w+)}", text)) for name, text in words.items()}
    assert places == {name: sorted(re.findall(r"{(\w+)}", text)) for name, text in english.items()}
    assert [name for name, text in words.items() if not text.strip()] == []


@pytest.mark.parametrize("language", [code for code in WORDS if code != "en"])
def test_language_is_translated(language: str) -> None:
    same = {name for name, text in WORDS["en"].items() if WORDS[language][name] == text}
    assert same <= {"question", "questions", "minute", "minutes", "size", "error", "moment"}


def test_unknown_language_is_answered_in_english() -> None:
    assert words_in("xx") is WORDS["en"]


def test_arabic_runs_from_right_to_left() -> None:
    assert [code for code in WORDS if direction(code) == "rtl"] == ["ar"]


def test_size_is_a_sentence() -> None:
    english = WORDS["en"]
    assert size(english, questions=12, minutes=3, is_at_most=False) == "12 questions, about 3 minutes."
    assert size(english, questions=1, minutes=1, is_at_most=False) == "1 question, about 1 minute."
    assert size(english, questions=9, minutes=2, is_at_most=True) == "At most 9 questions, about 2 minutes."
