"""Text in a script that runs from right to left, and does not say so."""

from collections.abc import Iterator

from events.review.blocks import RIGHT_TO_LEFT_LANGUAGES
from events.review.finding import Finding
from events.review.subject import Subject
from events.text import excerpt


def directions(subject: Subject) -> Iterator[Finding]:
    """Arabic, Hebrew, Persian or Urdu outside any element with a direction or such a language.

    Blocking: the page would set full stops and numbers on the wrong side. Not for items that are in such a language.
    """
    if subject.language in RIGHT_TO_LEFT_LANGUAGES:
        return
    for text in subject.prose:
        for block in text.blocks:
            if block.undirected:
                quote = excerpt(block.undirected)
                message = f"“{quote}” runs from right to left, and its paragraph does not say so."
                remedy = "Set the direction of the paragraph, or of these words, to right to left."
                yield Finding("direction", text.field, quote, message, remedy, is_blocking=True)
