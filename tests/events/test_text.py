"""What is left of typed text once it is cleaned."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.text import (
    clean_html,
    clean_line,
    excerpt,
    excess,
    flatten_links,
    inline,
    keep_together,
    plain_text,
    set_headings,
)

KEPT = [
    "<h2>Track</h2><p>Held in <em>Seoul</em>.</p>",
    '<p><a href="https://example.org/?a=1&amp;b=2">here</a></p>',
    '<p><a href="mailto:a@example.org">write</a></p>',
    "<ul><li>one</li><li>two</li></ul>",
    '<p lang="ar" dir="rtl">منتدى</p>',
    '<table><tbody><tr><th scope="row">A</th><td colspan="2">1</td></tr></tbody></table>',
    "<p>{participants} people</p>",
]


@pytest.mark.parametrize("markup", KEPT)
def test_clean_html_keeps_what_a_report_needs(markup: str) -> None:
    assert clean_html(markup) == markup


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("<script>alert(1)</script><p>a</p>", "<p>a</p>"),
        ('<p style="color:red" class="x" onclick="y()">a</p>', "<p>a</p>"),
        ('<img src=x onerror="y()">a', "a"),
        ("<svg><script>y()</script></svg><math></math>a", "a"),
        ('<a href="javascript:y()">a</a>', "<a>a</a>"),
        ('<a href="data:text/html,x">a</a>', "<a>a</a>"),
        ('<a href="//example.org/">a</a>', "<a>a</a>"),
        ('<td colspan="1000">a</td>', "a"),
        (
            '<table><tbody><tr><td colspan="21">a</td></tr></tbody></table>',
            "<table><tbody><tr><td>a</td></tr></tbody></table>",
        ),
        ("<!-- secret -->a", "a"),
        ('<iframe src="https://example.org"></iframe>a', "a"),
    ],
)
def test_clean_html_drops_what_is_dangerous(typed: str, kept: str) -> None:
    assert clean_html(typed) == kept


@given(st.text(st.characters(codec="utf-8")))
def test_clean_html_is_settled_after_once(text: str) -> None:
    assert clean_html(clean_html(text)) == clean_html(text)


@given(st.text(st.characters(codec="utf-8")))
def test_clean_line_is_settled_after_once(text: str) -> None:
    line = clean_line(text)
    assert clean_line(line) == line
    assert "\n" not in line
    assert not {*line} & {*"\x00\u200b\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"}


def test_clean_line_composes_characters() -> None:
    assert clean_line("Nguye\u0302\u0303n") == "Nguyễn"


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<p>One.</p><p>Two.</p>", "One. Two."),
        ("<ul><li>one</li><li>two</li></ul>", "one two"),
        ("One<br>two", "One two"),
        ("<p><strong>Note</strong>, <em>e</em>-government</p>", "Note, e-government"),
        ("<p>Fish &amp; chips &lt;3</p>", "Fish & chips <3"),
        ("", ""),
    ],
)
def test_plain_text_parts_blocks_and_not_words(markup: str, words: str) -> None:
    assert plain_text(markup) == words


def test_excerpt_ends_at_a_word() -> None:
    assert excerpt("a short text") == "a short text"
    assert excerpt("one two three four", 12) == "one two …"


@pytest.mark.parametrize(
    ("markup", "kept"),
    [
        ("the e-Government forum", 'the <span class="nb">e-Government</span> forum'),
        ("<p>e-participation</p>", '<p><span class="nb">e-participation</span></p>'),
        ('<a href="/e-government/">x</a>', '<a href="/e-government/">x</a>'),
        ("see the-e-mail and re-elect", "see the-e-mail and re-elect"),
    ],
)
def test_keep_together_marks_only_e_words(markup: str, kept: str) -> None:
    assert keep_together(markup) == kept


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("<p>" + "é" * 49_000 + "</p>", ""),
        ("<p>" + "é" * 51_000 + "</p>", "The text is longer than 100 kB."),
        ("<p>a</p>" * 3_000, ""),
        ("<p>a</p>" * 3_001, "The text has more than 3,000 elements."),
        ("<ul><li>" * 6 + "a" + "</li></ul>" * 6, ""),
        ("<ul><li>" * 7 + "a" + "</li></ul>" * 7, "The text is nested more than 12 levels deep."),
        ("<p>" + "a<br>" * 50 + "</p>", ""),
    ],
)
def test_excess_names_what_is_too_much(value: str, words: str) -> None:
    assert excess(value) == words


@pytest.mark.parametrize(
    ("typed", "fitted"),
    [
        ("<h4>a</h4><p>b</p>", "<h3>a</h3><p>b</p>"),
        ('<h2 lang="fr">a</h2><h4>b</h4><h3>c</h3><h2>d</h2>', '<h3 lang="fr">a</h3><h4>b</h4><h4>c</h4><h3>d</h3>'),
        ("<p>no heading</p>", "<p>no heading</p>"),
    ],
)
def test_headings_begin_where_told_and_skip_no_level(typed: str, fitted: str) -> None:
    assert set_headings(typed, 3) == fitted


def test_headings_end_at_the_sixth_level() -> None:
    assert set_headings("<h2>a</h2><h3>b</h3><h4>c</h4>", 5) == "<h5>a</h5><h6>b</h6><h6>c</h6>"


def test_inline_text_has_no_blocks_and_keeps_its_words_apart() -> None:
    typed = '<p>One <b>two</b></p><ul><li>three</li></ul><p><a href="/x">four</a> & five</p>'
    assert inline(typed) == 'One <b>two</b> three <a href="/x">four</a> &amp; five'


def test_links_hold_text_alone() -> None:
    assert (
        flatten_links('<a href="/x">an <em>e</em> <b>word</b></a> <em>b</em>')
        == '<a href="/x">an e word</a> <em>b</em>'
    )
