"""What is left of the clipboard of word processors and mail programs, on the ways in that are no editor."""

import pytest

from events.pasting import plain_markup
from events.text import clean_html
from tests.data.pasted import PASTED, Pasted

PIECES = pytest.mark.parametrize("piece", PASTED, ids=lambda piece: piece.name)


@PIECES
def test_pasted_markup_comes_out_plain(piece: Pasted) -> None:
    assert clean_html(piece.markup) == piece.kept


@PIECES
def test_plain_markup_stays_as_it_is(piece: Pasted) -> None:
    assert clean_html(piece.kept) == piece.kept


@pytest.mark.parametrize(
    "markup",
    [
        "<p>a  b</p><p></p>",
        '<p><span lang="fr">un</span>\u00a0\u00a0deux</p>',
        "<ul><li><p>a</p></li></ul>",
        "5 < 6 & 7",
    ],
)
def test_markup_of_the_portal_is_not_touched(markup: str) -> None:
    assert plain_markup(markup) == markup


@pytest.mark.parametrize(
    ("markup", "kept"),
    [
        ('<div><span lang="fr">un</span></div>', '<p><span lang="fr">un</span></p>'),
        ('<div class="MsoNormal"><span lang="fr">un</span></div>', "<p>un</p>"),
        ("<p class=MsoNormal>10&nbsp;km</p>", "<p>10\u00a0km</p>"),
        ("<div><a name=_Toc1>Chapter</a> <a href=#_Toc1>1</a></div>", "<p>Chapter 1</p>"),
        ("<div>words<p>more</p>and</div>", "<p>words</p><p>more</p><p>and</p>"),
        ("<pre>one</pre><h6>two</h6>", "<p>one</p><h4>two</h4>"),
    ],
)
def test_foreign_habits_are_read(markup: str, kept: str) -> None:
    assert plain_markup(markup) == kept
