"""Names and addresses leave a text in every spelling; words that only look like them stay."""

import json

import pytest

from events.actions.redacting import FullName, Redactor
from events.text import clean_html

SILVA = Redactor([FullName("Silva", "Ana Maria", "Ms.")], ["ana.maria@example.org"])


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Ms. Ana Maria Silva said so", "[name removed] said so"),
        ("H.E. Ms. Silva’s words", "[name removed]’s words"),
        ("SILVA Ana Maria", "[name removed]"),
        ("Silva, Ana Maria, Brazil", "[name removed], Brazil"),
        ("Silva;Ana Maria;BR", "[name removed];BR"),
        ("by A. M. Silva", "by [name removed]"),
        ("Ana\n  Maria\u00a0Silva", "[name removed]"),
        ("Ana&nbsp;Maria Silva", "[name removed]"),
        ("<strong>Ana Maria</strong> Silva", "<strong>[name removed]</strong>"),
        ("ana-maria-silva-visits-seoul", "name-removed-visits-seoul"),
        ("/news/ana-maria-silva/", "/news/name-removed/"),
        ("ANA.Maria@example.org,", "[address removed],"),
        ("<ana.maria@example.org>", "<[address removed]>"),
    ],
)
def test_person_is_taken_out(text: str, cleaned: str) -> None:
    assert SILVA.text(text) == cleaned


@pytest.mark.parametrize(
    "text",
    [
        "Silva",
        "Silvana",
        "Ana Maria Silvano",
        "Juana Maria Silva",
        "Ana Maria Silvá",
        "Mr. Antonio Silva",
        "Maria Silva",
        "juana.maria@example.org",
        "ana.maria@example.org.br",
        "",
    ],
)
def test_others_stay(text: str) -> None:
    assert SILVA.text(text) == text
    assert SILVA.finds(text) == ""


def test_other_signs_and_marks_are_the_same_name() -> None:
    redactor = Redactor([FullName("O’Brien-Müller", "Zoë")])
    assert redactor.text("Zoe\u0308 O'Brien-Mu\u0308ller and ZOË O’BRIEN‑MÜLLER") == "[name removed] and [name removed]"


def test_name_in_a_script_without_blanks() -> None:
    redactor = Redactor([FullName("이", "병식")])
    assert redactor.text("이병식은 이 병식, 병식 이") == "[name removed]은 [name removed], [name removed]"


def test_honorific_stands_for_a_given_name() -> None:
    redactor = Redactor([FullName("Fredriksson", "", "Mr.")])
    assert redactor.text("Mr. Fredriksson; Fredriksson AB") == "[name removed]; Fredriksson AB"


def test_shared_family_name_needs_the_given_name() -> None:
    redactor = Redactor([FullName("Silva", "Ana", "Ms.", is_family_name_own=False)])
    assert redactor.text("Ms. Silva, A. Silva and Ana Silva") == "Ms. Silva, A. Silva and [name removed]"


def test_family_name_alone_goes_where_it_is_asked_for() -> None:
    redactor = Redactor([FullName("Silva", "Ana")], is_alone=True)
    assert redactor.text("Silva, and later Silvana") == "[name removed], and later Silvana"


def test_nobody_is_found_without_names_and_addresses() -> None:
    assert Redactor([]).text("Ana Silva") == "Ana Silva"


def test_json_is_cleaned_in_values_and_in_names() -> None:
    value = {"Ana Maria Silva": ["Ms. Silva", 3, None, {"to": "ana.maria@example.org"}], "n": 1}
    assert SILVA.value(value) == {"[name removed]": ["[name removed]", 3, None, {"to": "[address removed]"}], "n": 1}


def test_cleaned_markup_is_whole() -> None:
    written = "<p>Said <em>Ana</em> <strong>Maria <a href='/x/'>Silva</a></strong>.</p>"
    assert clean_html(SILVA.text(written)).count("<strong>") == clean_html(SILVA.text(written)).count("</strong>")
    assert "Silva" not in SILVA.text(written)


def test_excerpt_shows_the_words_around() -> None:
    found = SILVA.finds(f"<p>{'word ' * 40}said <b>Ana Maria</b> Silva on stage {'word ' * 40}</p>")
    assert (found[:1], found[-1:]) == ("…", "…")
    assert "said Ana Maria Silva on stage" in found


def test_json_in_a_text_is_read() -> None:
    redactor = Redactor([FullName("Müller", "Zoë")])
    logged = json.dumps([{"added": {"name": "participation", "object": "Zoë Müller (Delegate)"}}])
    assert "Zo\\u00eb" in logged
    assert json.loads(redactor.text(logged)) == [
        {"added": {"name": "participation", "object": "[name removed] (Delegate)"}}
    ]
    assert "Zoë Müller" in redactor.finds(logged)
    assert redactor.text('[{"a": "\\u00eb"}]') == '[{"a": "\\u00eb"}]'
    assert redactor.text("[\\u00eb") == "[\\u00eb"


@pytest.mark.parametrize(
    ("family", "given", "text"),
    [
        ("Park", "Areum", "There is a park beside the hall; A park."),
        ("Long", "Alice", "It was a long way, a long day. A long talk."),
        ("Will", "Ian", "I will come, and i will stay."),
        ("Song", "Ara", "She sang a song."),
    ],
)
def test_common_words_are_no_initial_and_name(family: str, given: str, text: str) -> None:
    assert Redactor([FullName(family, given)]).text(text) == text


@pytest.mark.parametrize("text", ["A. Park", "A Park", "A. park", "A. PARK", "Ms. A. Park", "A.Park"])
def test_initial_with_its_point_or_a_name_with_its_capital_is_the_person(text: str) -> None:
    assert Redactor([FullName("park", "areum")]).text(f"Then {text} spoke") in (
        "Then [name removed] spoke",
        "Then name-removed spoke",
    )


def test_family_name_with_a_particle_has_its_own_capitals() -> None:
    redactor = Redactor([FullName("de Jesus", "Ana")])
    assert redactor.text("A de Jesus, a de jesus") == "[name removed], a de jesus"


@pytest.mark.parametrize("family", ["", "-", ".", "12"])
def test_name_without_a_letter_is_looked_for_nowhere(family: str) -> None:
    for is_alone in (False, True):
        redactor = Redactor([FullName(family, "Ana"), FullName(family)], is_alone=is_alone)
        for text in ("Mr. Fredriksson - and Dr. 12 - spoke.", "a b c", "Ana, of Brazil", "e - f"):
            assert redactor.text(text) == text
