"""One ratio: two things done in turns, so that whatever else the machine does meets both alike."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

Clock = Callable[[], float]


@dataclass(frozen=True)
class Ratio:
    """What was compared, how long each took (in milliseconds a turn), and what is aimed at; `times` is ours / peer."""

    name: str
    ours: float
    peer: float
    times: float
    target: float | None = None
    note: str = ""

    @property
    def verdict(self) -> str:
        """Whether the target is met."""
        if self.target is None:
            return ""
        return "met" if self.times <= self.target else "missed"


def _milliseconds(work: Callable[[], object], clock: Clock, repeats: int) -> float:
    begun = clock()
    for _ in range(repeats):
        work()
    return (clock() - begun) * 1000 / repeats


@dataclass(frozen=True)
class Pair:
    """Two things to compare: `rounds` turns each, of `repeats` times, on a clock."""

    name: str
    ours: Callable[[], object]
    peer: Callable[[], object]
    rounds: int
    repeats: int = 1
    clock: Clock = time.process_time
    target: float | None = None

    def compare(self) -> Ratio:
        """The median ratio over rounds in which both take turns, each going first in every other round."""
        self.ours()
        self.peer()  # what is done only once is done now
        pairs = []
        for turn in range(self.rounds):
            order = (self.ours, self.peer) if turn % 2 else (self.peer, self.ours)
            found = {work: _milliseconds(work, self.clock, self.repeats) for work in order}
            pairs.append((found[self.ours], found[self.peer]))
        times = median(mine / theirs for mine, theirs in pairs if theirs)
        return Ratio(self.name, median(p[0] for p in pairs), median(p[1] for p in pairs), times, self.target)


def table(ratios: list[Ratio]) -> str:
    """All ratios as a text table."""
    rows = [("What, beside what", "ours ms", "peer ms", "ratio", "target", "")]
    for one in ratios:
        target = f"{one.target:.2f}" if one.target else ""
        rows.append((one.name, f"{one.ours:.2f}", f"{one.peer:.2f}", f"{one.times:.2f}", target, one.verdict))
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    lines = []
    for row in rows:
        first, *others = (
            cell.ljust(w) if n == 0 else cell.rjust(w) for n, (cell, w) in enumerate(zip(row, widths, strict=True))
        )
        lines.append("  ".join([first, *others]).rstrip())
    lines.insert(1, "-" * max(map(len, lines)))
    return "\n".join([*lines, *(f"{one.name}: {one.note}" for one in ratios if one.note)])
