"""What the pages of a survey say besides its questions, in the seven languages of the office."""

from evaluations.forms.words import ar, en, es, fr, ko, ru, zh

Words = dict[str, str]
WORDS: dict[str, Words] = {
    "ar": ar.WORDS,
    "zh": zh.WORDS,
    "en": en.WORDS,
    "fr": fr.WORDS,
    "ru": ru.WORDS,
    "es": es.WORDS,
    "ko": ko.WORDS,
}
RIGHT_TO_LEFT = {"ar"}


def words_in(language: str) -> Words:
    """The words of a language; English where there are none."""
    return WORDS.get(language, en.WORDS)


def direction(language: str) -> str:
    """How a page of this language runs: "ltr" or "rtl"."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def size(words: Words, *, questions: int, minutes: int, is_at_most: bool) -> str:
    """How long the form is: "12 questions, about 3 minutes."; "at most", where not everybody is asked everything."""
    asked = words["question" if questions == 1 else "questions"].format(count=questions)
    lasting = words["minute" if minutes == 1 else "minutes"].format(count=minutes)
    return words["size_at_most" if is_at_most else "size"].format(questions=asked, minutes=lasting)
