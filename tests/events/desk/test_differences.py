"""Comparing keeps every word of both texts; a person reads labels, names and choices."""

from hypothesis import given
from hypothesis import strategies as st

from events.desk.differences import compare, shown
from events.models import Event, Post


@given(st.text(max_size=200), st.text(max_size=200))
def test_pieces_hold_every_word_of_both_texts(older: str, newer: str) -> None:
    pieces = compare(older, newer)
    for text, kinds in ((older, ("same", "removed")), (newer, ("same", "added"))):
        kept = "".join(piece.text for piece in pieces if piece.kind in kinds)
        assert kept.split() == text.split()


def test_long_texts_are_compared_by_sentences() -> None:
    older = "".join(f"Sentence number {number} stands here. " for number in range(4000))
    pieces = compare(older, older.replace("here", "there", 1))
    assert [(p.kind, p.text.strip()) for p in pieces][:2] == [
        ("removed", "Sentence number 0 stands here."),
        ("added", "Sentence number 0 stands there."),
    ]


def test_values_are_shown_as_words() -> None:
    fields = {field.name: field for field in (*Event._meta.fields, *Post._meta.fields)}
    assert shown(fields["stage"], "held") == "Concluded"
    assert shown(fields["body"], "<p>A &amp; B</p>") == "A & B"
    assert shown(fields["live"], True) == "yes"
    assert shown(fields["dated_on"], "2012-10-18") == "2012-10-18"
    assert shown(fields["go_live_at"], "2012-10-18T00:30:00+00:00") == "2012-10-18 09:30"
    assert shown(fields["venue"], None) == ""
