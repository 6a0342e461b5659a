"""Whether the last line of a letter went out: kept where the end of the process does not reach it, without a delay.

Between marking a letter as handed over in the database and sending the line that completes it lies the time of a write
to disk; a process killed there would leave a letter marked that nobody got. The journal is a page of memory shared with
a file: it takes no time, and outlives the process, but not the machine. So it counts only until that starts again.
"""

import mmap
import struct
from pathlib import Path
from typing import Self

_PAGE = struct.Struct(">36sQB")  # the start of the machine, the letter, whether its last line went out
_BOOT = Path("/proc/sys/kernel/random/boot_id")
_STAGE = _PAGE.size - 1


def _start_of_the_machine() -> bytes:
    return _BOOT.read_bytes().strip()[:36] if _BOOT.exists() else b""


class Journal:
    """The letter that is being handed over, and how far that has come."""

    def __init__(self, path: Path) -> None:
        if not path.exists() or path.stat().st_size < _PAGE.size:
            path.write_bytes(bytes(_PAGE.size))
        with path.open("r+b") as file:
            self._page = mmap.mmap(file.fileno(), _PAGE.size)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *args: object) -> None:
        self._page.close()

    def stopped_before_the_end(self) -> int | None:
        """The letter whose last line certainly never went out, since the machine started."""
        start, letter, is_ended = _PAGE.unpack_from(self._page)
        return letter if start and start == _start_of_the_machine() and letter and not is_ended else None

    def begin(self, letter: int) -> None:
        """This letter is about to be marked; the order of the two writes keeps every moment between them true."""
        _PAGE.pack_into(self._page, 0, _start_of_the_machine(), letter, 1)
        self._page[_STAGE] = 0

    def end(self) -> None:
        """Its last line goes out now."""
        self._page[_STAGE] = 1
