"""Pairs take turns and become one ratio; nothing here is timed, the clock is the test's own."""

from collections.abc import Callable, Iterator

import pytest

from bench.pairs import Pair, Ratio, table


def _works(clock: list[float], log: list[str]) -> tuple[Callable[[], None], Callable[[], None]]:
    def work(name: str, seconds: float) -> Callable[[], None]:
        def done() -> None:
            log.append(name)
            clock[0] += seconds

        return done

    return work("ours", 0.006), work("peer", 0.004)


@pytest.fixture
def log() -> Iterator[list[str]]:
    yield []


def test_pair_takes_turns_and_goes_first_in_turns(log: list[str]) -> None:
    clock = [0.0]
    ours, peer = _works(clock, log)
    found = Pair("a", ours, peer, 3, 2, clock=lambda: clock[0], target=1.2).compare()
    two, other = ["ours"] * 2, ["peer"] * 2
    assert log == ["ours", "peer", *other, *two, *two, *other, *other, *two]
    assert (round(found.times, 6), round(found.ours, 6), round(found.peer, 6)) == (1.5, 6.0, 4.0)
    assert found.verdict == "missed"


@pytest.mark.parametrize(("times", "target", "verdict"), [(1.1, 1.2, "met"), (1.3, 1.2, "missed"), (9.0, None, "")])
def test_target_is_met_or_missed(times: float, target: float | None, verdict: str) -> None:
    assert Ratio("a", 1, 1, times, target).verdict == verdict


def test_table_lists_every_ratio_with_its_note() -> None:
    text = table([Ratio("Page", 2.5, 2, 1.25, 1.3), Ratio("Sheet", 8, 1, 8, None, "125 sheets a second")])
    assert text.splitlines() == [
        "What, beside what  ours ms  peer ms  ratio  target",
        "-" * 55,
        "Page                  2.50     2.00   1.25    1.30  met",
        "Sheet                 8.00     1.00   8.00",
        "Sheet: 125 sheets a second",
    ]
