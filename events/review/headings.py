"""The order of the headings in a text."""

from collections.abc import Iterator

from events.review.blocks import Block
from events.review.finding import Finding
from events.review.subject import Subject


def headings(subject: Subject) -> Iterator[Finding]:
    """Empty headings, skipped levels, and a lower heading without a second beside it ("an A needs a B").

    Advisory: the page closes gaps by itself, but not as the writer may have meant it. All languages.
    """
    for text in subject.prose:
        found = [block for block in text.blocks if block.level]
        named = [block for block in found if block.text]
        for _ in range(len(found) - len(named)):
            remedy = "Write the heading, or make the empty line a paragraph and delete it."
            yield Finding("empty_heading", text.field, "", "A heading has no words.", remedy)
        yield from _skipped(text.field, named)
        yield from _alone(text.field, named)


def _skipped(field: str, named: list[Block]) -> Iterator[Finding]:
    before = 1
    for block in named:
        if block.level > before + 1:
            message = f"“{block.text}” is a heading of level {block.level}, right below level {before}."
            if before == 1:
                message = f"“{block.text}” is a heading of level {block.level}; the first one should be of level 2."
            yield Finding("heading_order", field, block.text, message, f"Make it a heading of level {before + 1}.")
        before = block.level


def _alone(field: str, named: list[Block]) -> Iterator[Finding]:
    for place, block in enumerate(named):
        above = next((other.level for other in reversed(named[:place]) if other.level < block.level), None)
        if above is None:
            continue
        later = next((o for o in named[place + 1 :] if o.level <= block.level), None)
        earlier = next((o for o in reversed(named[:place]) if o.level <= block.level), None)
        if all(other is None or other.level < block.level for other in (later, earlier)):
            message = f"“{block.text}” is the only heading of its level here: a part A needs a part B."
            yield Finding("lone_heading", field, block.text, message, "Take it out, or divide the text into two parts.")
