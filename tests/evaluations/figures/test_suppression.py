"""Tables by group: every printed count is nought or at least five, and no other small one can be computed."""

from collections import Counter
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evaluations.figures.suppression import (
    OTHERS,
    Row,
    Table,
    fewer_rows,
    first_rows,
    table_of_answers,
    table_of_choices,
)
from tests.evaluations.attacker import SMALL, Seen, small_counts

SURVEYS = 10_000
# What a byte stands for: nought and small counts often, since these are what must not be seen.
COUNTS = (*(0,) * 5, *range(5), *range(1, 16), 20, 30)
NAMES = ("delegate", "speaker", "minister", "organizer", "observer", "not said")
FIELDS = 8 + 3 * len(NAMES) * 7


def _rows(*rows: tuple[int, ...]) -> list[Row]:
    return [Row(name, sum(counts), counts) for name, counts in zip(NAMES, rows, strict=False)]


def _layouts(answers: int, width: int) -> list[tuple[tuple[int, ...], ...]]:
    full = (*((column,) for column in range(answers)), tuple(range(answers, width)))
    return [full, ((0, 1), tuple(range(2, width)))]


def _cells(table: Table) -> list[tuple[int, ...]]:
    return [row.counts for row in table.rows]


def test_counts_of_five_and_nought_are_printed_in_full() -> None:
    table = table_of_answers(_rows((5, 0, 5), (9, 7, 0)), _layouts(2, 3))
    assert (table.blocks, _cells(table)) == (((0,), (1,), (2,)), [(5, 0, 5), (9, 7, 0)])


def test_small_count_gathers_answers() -> None:
    table = table_of_answers(_rows((6, 2, 7, 6, 0), (9, 7, 6, 8, 0)), _layouts(4, 5))
    assert (table.blocks, _cells(table)) == (((0, 1), (2, 3, 4)), [(8, 13), (16, 14)])


def test_gathered_answers_that_still_tell_one_join_groups() -> None:
    # Of the three who chose the second answer, all are in the first row, as nobody else is in the block.
    rows = _rows((6, 3, 9, 0), (0, 0, 9, 0), (0, 0, 8, 0))
    table = table_of_answers(rows, _layouts(3, 4))
    assert table == Table((), ())


def test_joining_keeps_every_group_in_one_row() -> None:
    rows = _rows((6, 6, 1, 0), (7, 7, 8, 0), (8, 9, 9, 0), (0, 5, 6, 0))
    table = table_of_answers(rows, _layouts(3, 4))
    assert [(row.label, row.size) for row in table.rows] == [("speaker", 22), ("minister", 26), (OTHERS, 24)]


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ((20, 9, 5), [20, 9, 5]),
        ((20, 9, 0), [20, 9]),
        ((20, 9, 3), [20, 12]),
        ((20, 9, 3, 3), [20, 9, 6]),
        ((20, 9, 4, 4), [20, 17]),  # eight in two groups under five: four in each
        ((20, 5, 1), [26]),  # six, one of them under five, the other not: five and one
        ((3, 1), []),
        ((4, 4), []),
        ((2,), []),
    ],
)
def test_small_groups_are_joined_until_their_sizes_are_not_told(sizes: tuple[int, ...], expected: list[int]) -> None:
    rows = [Row(name, size, (size,)) for name, size in zip(NAMES, sizes, strict=False)]
    assert [row.size for row in first_rows(rows)] == expected


def test_smallest_rows_are_joined_and_then_the_next() -> None:
    rows = tuple(Row(name, size, (size,)) for name, size in zip(NAMES, (20, 9, 6, 30), strict=False))
    once = fewer_rows(rows)
    assert [(row.label, row.size) for row in once] == [("delegate", 20), ("organizer", 30), (OTHERS, 15)]
    assert [row.size for row in fewer_rows(once)] == [30, 35]


def test_session_is_never_joined() -> None:
    rows = [Row("Attended", 12, (8, 4)), Row("Did not attend", 30, (20, 10))]
    assert table_of_answers(rows, [((0,), (1,))], may_join=False) == Table((), ())
    assert len(table_of_answers(rows, [((0, 1),)], may_join=False).rows) == 2


def test_choices_hide_small_counts_of_yes_and_of_no() -> None:
    safe = [Row("delegate", 20, (10, 15)), Row("speaker", 20, (5, 0))]
    assert _cells(table_of_choices(safe, opinions=2, ticked_none=9)) == [(10, 15), (5, 0)]
    for counts in ((16, 5), (3, 5)):
        rows = [Row("delegate", 20, counts), Row("speaker", 20, (5, 0))]
        assert table_of_choices(rows, opinions=2, ticked_none=9) == Table((), ())


def test_choices_do_not_tell_who_ticked_none() -> None:
    # Five of twelve speakers ticked the first and five the second choice, so that at least two ticked none; two did.
    rows = [Row("delegate", 20, (10, 15)), Row("speaker", 12, (5, 5))]
    assert table_of_choices(rows, opinions=2, ticked_none=2) == Table((), ())
    assert len(table_of_choices(rows, opinions=2, ticked_none=4).rows) == 2


def _seen(question: int, groups: list[Row], table: Table, **more: int) -> Seen:
    """What a reader sees of a table; a joined row may hold any group that has no row of its own."""
    named = {row.label for row in table.rows}
    hidden = tuple(row.label for row in groups if row.label not in named and row.size)
    rows = tuple((hidden if row.label == OTHERS else (row.label,), row.size, row.counts) for row in table.rows)
    totals = tuple(sum(row.counts[column] for row in groups) for column in range(len(groups[0].counts)))
    return Seen(question, totals, table.blocks, rows, bool(more), more.get("opinions", 0), more.get("ticked_none", 0))


def _survey(drawn: bytes) -> tuple[list[list[Row]], list[int], list[int]]:
    """Groups with their answers to some questions, the number of answers of each, and who ticked none of the last."""
    groups, questions = 2 + drawn[0] % 5, 1 + drawn[1] % 3
    places = count(8)
    answers = [2 + drawn[2 + question] % 4 for question in range(questions)]
    cells = [
        [[COUNTS[drawn[next(places)] % len(COUNTS)] for _ in range(answers[q] + 1)] for _ in range(groups)]
        for q in range(questions)
    ]
    sizes = [max(sum(cells[q][g]) for q in range(questions)) for g in range(groups)]
    if drawn[6] % 2:  # often nobody skips a question, often everybody might
        sizes = [size + COUNTS[drawn[next(places)] % len(COUNTS)] for size in sizes]
    found = [
        [Row(NAMES[g], sizes[g], (*cells[q][g], sizes[g] - sum(cells[q][g]))) for g in range(groups)]
        for q in range(questions)
    ]
    return found, answers, sizes


def _ticks(groups: list[Row], opinions: int) -> tuple[list[Row], int]:
    """The same people where several choices may be ticked: everybody who chose the first ticked the second, too."""
    rows = []
    for row in groups:
        said = list(row.counts[:opinions])
        said[1] += said[0]
        rows.append(Row(row.label, row.size, (*said, row.counts[opinions])))
    return rows, sum(row.counts[-1] for row in groups)


STATISTICS: Counter[str] = Counter()


@settings(max_examples=SURVEYS, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(drawn=st.binary(min_size=FIELDS, max_size=FIELDS), is_session=st.booleans(), is_multiple=st.booleans())
def _attacked(drawn: bytes, is_session: bool, is_multiple: bool) -> None:
    surveys, answers, sizes = _survey(drawn)
    seen = []
    for question, groups in enumerate(surveys):
        rows = groups[:2] if is_session else groups
        if is_multiple and question == len(surveys) - 1:
            rows, none = _ticks(rows, answers[question])
            table = table_of_choices(rows, opinions=answers[question], ticked_none=none, may_join=not is_session)
            more = {"opinions": answers[question], "ticked_none": none}
        else:
            table = table_of_answers(rows, _layouts(answers[question], len(rows[0].counts)), may_join=not is_session)
            more = {}
        assert [cell for row in table.rows for cell in row.counts if cell in SMALL] == []
        if table.rows:
            seen.append(_seen(question, rows, table, **more))
            STATISTICS["tables"] += 1
            STATISTICS["joined"] += any(row.members for row in table.rows)
            STATISTICS["gathered"] += any(len(block) > 2 for block in table.blocks)
            STATISTICS["several choices"] += bool(more)
    everybody = sum(sizes[:2] if is_session else sizes)
    STATISTICS["surveys"] += 1
    assert small_counts(seen, everybody) == {}


def test_no_small_count_of_ten_thousand_surveys_can_be_computed() -> None:
    STATISTICS.clear()
    _attacked()
    assert STATISTICS["surveys"] >= SURVEYS
    least = {"tables": 2_000, "joined": 300, "gathered": 300, "several choices": 300}
    assert {name: STATISTICS[name] for name, number in least.items() if STATISTICS[name] < number} == {}


def test_attacker_computes_a_cell_that_was_left_out() -> None:
    # Two cells of a full table are missing, one in each of two rows; the sums give both of them.
    whole = (14, 18)
    table = Seen(1, whole, ((0, 1),), ((("a",), 12, (12,)), (("b",), 20, (20,))))
    part = Seen(1, whole, ((0,), (1,)), ((("a",), 12, (3, 9)), (("b",), 20, (11, 9))))
    assert small_counts([table], 32) == {}
    assert 3 in small_counts([table, part], 32).values()


def test_attacker_computes_what_one_row_alone_can_hold() -> None:
    table = Seen(1, (3, 9, 20), ((0, 1), (2,)), ((("a",), 20, (12, 8)), (("b",), 12, (0, 12))))
    assert set(small_counts([table], 32).values()) == {3}


def test_attacker_takes_one_joined_row_from_another() -> None:
    first = Seen(1, (30,), ((0,),), ((("a",), 10, (10,)), (("b", "c"), 20, (20,))))
    second = Seen(2, (30,), ((0,),), ((("a", "b"), 27, (27,)), (("c",), 3, (3,))))
    assert small_counts([first], 30) == {}
    assert small_counts([first, second], 30)[("size", "c")] == 3
