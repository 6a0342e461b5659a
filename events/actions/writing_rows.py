"""Says which row of a table it was that could not be written."""

from collections.abc import Iterator
from contextlib import contextmanager


class RowError(Exception):
    """The row at a place among those that are written was refused; why is its cause."""

    def __init__(self, place: int) -> None:
        super().__init__(place)
        self.place = place


@contextmanager
def at_row(place: int) -> Iterator[None]:
    """Writes one row. Raises RowError, whatever the reason."""
    try:
        yield
    except Exception as error:
        raise RowError(place) from error
