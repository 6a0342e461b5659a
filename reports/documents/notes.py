"""Footnotes of the HTML edition: a number in the text, and under each section the notes it leads to.

A note stands in a text where its mark goes, as `<small>`. The PDF sets it at the foot of its page (see report.css).
"""

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from events.text import split_notes

Note = tuple[int, SafeString, SafeString]


def _mark(number: int) -> str:
    link = '<sup class="note"><a id="mark-{}" href="#note-{}" aria-label="Note {}">{}</a></sup>'
    return format_html(link, number, number, number, number)


def numbered(markup: str, first: int) -> tuple[SafeString, list[Note]]:
    """Safe markup with its notes taken out and numbered from `first`, and the notes."""
    text, notes = split_notes(markup, _mark, first)
    rows = [
        (number, mark_safe(attributes), mark_safe(words))  # noqa: S308 - parts of markup that is safe
        for number, (attributes, words) in enumerate(notes, first)
    ]
    return mark_safe(text), rows  # noqa: S308 - safe markup, of which parts were taken out


def with_notes(markup: str, notes: list[Note]) -> SafeString:
    """A section's markup with its notes below; without notes as it is."""
    if not notes:
        return mark_safe(markup)  # noqa: S308 - a rendered template
    listed = render_to_string("reports/sections/_notes.html", {"notes": notes})
    return mark_safe(markup + listed)  # noqa: S308 - rendered templates
