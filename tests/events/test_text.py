"""What is left of typed text once it is cleaned."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.text import (
    clean_html,
    clean_line,
    excerpt,
    excess,
    flatten_links,
    inline,
    keep_together,
    notes_in_brackets,
    plain_text,
    set_headings,
    set_notes,
    split_notes,
)
from tests.sanitized import strangers

KEPT = [
    "<h2>Track</h2><p>Held in <em>Seoul</em>.</p>",
    '<p><a href="https://example.org/?a=1&amp;b=2">here</a></p>',
    '<p><a href="mailto:a@example.org">write</a></p>',
    "<ul><li>one</li><li>two</li></ul>",
    '<p lang="ar" dir="rtl">منتدى</p>',
    '<table><tbody><tr><th scope="row">A</th><td colspan="2">1</td></tr></tbody></table>',
    "<p>{participants} people, {track.3.presentations} talks</p>",
    "<dl><dt>DSA</dt><dd>Daily subsistence allowance</dd></dl>",
    '<p><cite>a</cite> <abbr title="United Nations">UN</abbr> <q>b</q> <small>c</small> <ins>d</ins> <del>e</del></p>',
    '<table><caption>a</caption><thead><tr><th scope="col">b</th></tr></thead></table>',
    '<ol start="3"><li>c</li></ol>',
    '<p><a href="/events/" hreflang="fr">ici</a> <a href="#top">up</a> <a href="tel:+8222345678">call</a></p>',
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
        ('<a href="/\\example.org/">a</a>', "<a>a</a>"),
        ('<a href="\\/example.org/">a</a>', "<a>a</a>"),
        ('<a href="/&#9;/example.org/">a</a>', "<a>a</a>"),
        ('<a href="\u200bjavascript:y()">a</a>', "<a>a</a>"),
        ('<p dir="RTL">a</p><p dir="up">b</p>', '<p dir="rtl">a</p><p>b</p>'),
        ("<div>a</div><div>b</div>", "<p>a</p><p>b</p>"),
        ("<title>a</title>b", "b"),
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


_TEXTS = st.sampled_from(
    ["a", " ", "\u00a0\u00a0", "·  ", "1. ", "</p>", "<!--", "]]>", "{days}", "&lt;b&gt;", "منتدى"]
)
_ATTRIBUTES = st.sampled_from(
    [
        *("", " dir=RTL", " lang=fr", " title='<p>'", " class=MsoNormal", " style='mso-list:l0 level2 lfo1'"),
        *(" style='font-weight:700'", " href=//x", " href=#a name=b", " href=#b id=a", " colspan=30", " start=3"),
    ]
)
_TAGS = st.sampled_from(
    [
        *("p", "div", "h1", "h2", "h5", "ul", "ol", "li", "table", "tr"),
        *("td", "th", "caption", "dl", "dt", "dd", "a", "b", "i", "span"),
        *("font", "small", "sup", "blockquote", "section", "object", "svg", "math", "style", "title"),
        *("noscript", "template", "select", "form", "button", "br", "o:p", "details"),
    ]
)


def _nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def element(tag: str, attributes: str, parts: list[str], closes: bool) -> str:
        return f"<{tag}{attributes}>{''.join(parts)}" + (f"</{tag}>" if closes else "")

    return st.builds(element, _TAGS, _ATTRIBUTES, st.lists(inner, max_size=4), st.booleans())


@settings(max_examples=400)
@given(st.recursive(_TEXTS, _nested, max_leaves=20))
def test_clean_html_is_settled_after_once_whatever_is_nested(markup: str) -> None:
    cleaned = clean_html(markup)
    assert clean_html(cleaned) == cleaned
    assert strangers(cleaned) == []


def test_clean_html_gives_up_what_is_nested_without_end() -> None:
    assert clean_html("<blockquote>" * 20_000 + "words") == "words"
    assert clean_html("<div>" * 2_000 + "words" + "</div>" * 2_000) == "<p>words</p>"


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
        ("<p>Held<small>In <i>Seoul</i>.</small> once.</p>", "Held (In Seoul.) once."),
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


@pytest.mark.parametrize(
    ("typed", "settled"),
    [
        ("<p>a<small>b</small></p>", "<p>a<small>b</small></p>"),
        ("<p>a<small>b <small>c</small> d</small> e</p>", "<p>a<small>b c d</small> e</p>"),
        ('<p><a href="/x">a<small>b</small></a></p>', '<p><a href="/x">a</a><small>b</small></p>'),
        ('<small lang="fr"><p>b</p><ul><li>c</li></ul></small>', '<small lang="fr">b c</small>'),
        ("<p>no note</p>", "<p>no note</p>"),
    ],
)
def test_notes_hold_words_alone(typed: str, settled: str) -> None:
    assert set_notes(typed) == settled


def test_notes_are_taken_out_and_numbered() -> None:
    text, notes = split_notes('<p>a<small>b</small> c<small lang="fr">d</small></p>', lambda number: f"[{number}]", 4)
    assert (text, notes) == ("<p>a[4] c[5]</p>", [("", "b"), (' lang="fr"', "d")])


def test_notes_stand_in_brackets_where_there_is_no_foot() -> None:
    assert notes_in_brackets("<p>a<small>b</small> c</p>") == "<p>a <small>(b)</small> c</p>"
