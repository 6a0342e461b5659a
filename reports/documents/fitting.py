"""How large a text may be set so that it stays inside its box: measured, not guessed, and never too large."""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import font_source_sans_pro
from fontTools.ttLib import TTFont

_MM_PER_POINT = 25.4 / 72
LINE = 1.2  # the height of a line, in sizes
# Widths of a letter in sizes, a little more than the fonts have: of scripts that the office's own font lacks.
_WIDE, _ARABIC, _OTHER = 1.0, 0.68, 0.95
# Rounding, and what kerning adds.
_SLACK = 1.03


@cache
def _advances() -> dict[int, float]:
    """Widths in the bold of the office's font, in sizes, by code point."""
    path = Path(font_source_sans_pro.__file__ or "").parent / "files" / "SourceSansPro-Bold.ttf"
    with TTFont(path, lazy=True) as font:
        whole, widths = font["head"].unitsPerEm, font["hmtx"]
        return {point: widths[name][0] / whole for point, name in font.getBestCmap().items()}


def _is_wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in "WF"


def _letter(letter: str) -> float:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0.0
    if (known := _advances().get(ord(letter))) is not None:
        return known
    if _is_wide(letter):
        return _WIDE
    return _ARABIC if unicodedata.bidirectional(letter) in ("AL", "R") else _OTHER


def width_of(text: str) -> float:
    """The width of a text on one line, in sizes."""
    return sum(map(_letter, text)) * _SLACK


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """What a line may not break, and whether a space goes before it: words up to a hyphen, single Chinese letters."""
    for word in text.split():
        piece, is_first = "", True
        for letter in word:
            stands_alone = _is_wide(letter) and not "가" <= letter <= "힣"
            if stands_alone and piece:
                yield piece, is_first
                piece, is_first = "", False
            piece += letter
            if stands_alone or (letter in "-–/" and len(piece) > 1):
                yield piece, is_first
                piece, is_first = "", False
        if piece:
            yield piece, is_first


def lines_of(text: str, width: float, *, breaks_words: bool = False) -> int | None:
    """On how many lines of a width in sizes a text stands; None where a word is wider than a line and may not break."""
    lines, at = 1, 0.0
    for piece, has_space in _pieces(text):
        wide, gap = width_of(piece), _letter(" ") if has_space and at else 0.0
        if wide > width:
            if not breaks_words:
                return None
            # A word that is broken fills lines of its own, each of them but for its last letter.
            lines, at = lines + int(wide / max(width - _WIDE, _WIDE)) + 1, 0.0
        elif at + gap + wide > width:
            lines, at = lines + 1, wide
        else:
            at += gap + wide
    return lines


def size_that_fits(text: str, *, width: float, height: float, sizes: Sequence[int]) -> int:
    """The largest of the sizes (in points) at which a text stands in a box of so many millimetres.

    The smallest where none does.
    """
    for size in sorted(sizes, reverse=True):
        lines = lines_of(text, width / _MM_PER_POINT / size, breaks_words=size == min(sizes))
        if lines is not None and lines * size * LINE * _MM_PER_POINT <= height:
            return size
    return min(sizes)


def height_of(text: str, *, width: float, size: int) -> float:
    """How high a text stands in a box of a width, in millimetres."""
    lines = lines_of(text, width / _MM_PER_POINT / size, breaks_words=True) or 1
    return lines * size * LINE * _MM_PER_POINT if text else 0.0
