"""Taking out of the database what it remembers by the way: which rows came together, and in which order.

Answers and people are joined by no key; but one transaction spends an invitation and stores the answers, and a database
notes transactions. PostgreSQL writes the number of the transaction on every row (`xmin`, `xmax`), puts new rows where
there is room (`ctid`), and keeps old versions for a while; SQLite keeps deleted content in free space and in its log.
So every table that an answer touches is rewritten: all its rows in one statement, then the whole table in the order of
its keys, which are random where an answer makes the row.
"""

from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.models import Model

from evaluations.models import (
    Answer,
    Choice,
    Group,
    GroupTally,
    Invitation,
    Letter,
    OpenAnswer,
    Question,
    Survey,
    Tally,
)
from events.actions.processes import start

# Every table that taking in an answer writes to or locks a row of, with a column that an update may set to itself.
_TOUCHED: tuple[tuple[type[Model], str], ...] = (
    (Answer, "is_first"),
    (OpenAnswer, "is_hidden"),
    (Tally, "count"),
    (GroupTally, "count"),
    (Group, "respondent_count"),
    (Question, "asked_count"),
    (Choice, "position"),
    (Survey, "respondent_count"),
    (Invitation, "is_answered"),
    (Letter, "state"),
)


class ScrubError(Exception):
    """The database could not be scrubbed; the message says why."""


@dataclass(frozen=True)
class Scrubbed:
    """What was done: tables rewritten, and whether SQLite's log was emptied, too (readers may hold it)."""

    tables: int
    is_complete: bool = True


def scrub() -> Scrubbed:
    """Rewrites what answers touched. Belongs outside every transaction; raises ScrubError inside one.

    Run it hourly, when a survey closes, and before every backup.
    """
    if connection.in_atomic_block:
        raise ScrubError("Scrubbing needs the database for itself: run it outside a transaction.")
    if connection.vendor == "postgresql":
        return _scrub_postgresql()
    if connection.vendor == "sqlite":
        return _scrub_sqlite()
    raise ScrubError(f"Nobody has said how to scrub {connection.vendor}.")


def scrub_soon() -> None:
    """Scrubs in a process of its own once the transaction of the moment has ended."""
    transaction.on_commit(lambda: start("scrub_answers"))


def _scrub_postgresql() -> Scrubbed:
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for model, column in _TOUCHED:
            table, name = quote(model._meta.db_table), quote(column)
            # The lock waits until those who are writing are done, and holds nothing else meanwhile: no ring of waiting.
            with transaction.atomic():
                cursor.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")
                cursor.execute(f"UPDATE {table} SET {name} = {name}")  # noqa: S608 - names of the models
            cursor.execute(f"CLUSTER {table} USING {quote(_key_index(cursor, model))}")
            cursor.execute(f"VACUUM (ANALYZE) {table}")
    return Scrubbed(len(_TOUCHED))


def _key_index(cursor: Any, model: type[Model]) -> str:
    """The index of a table's keys."""
    constraints = connection.introspection.get_constraints(cursor, model._meta.db_table)
    return next(name for name, about in constraints.items() if about["primary_key"] and about["index"] is not None)


def _scrub_sqlite() -> Scrubbed:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete=ON")
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy = cursor.fetchone()[0]
    return Scrubbed(len(_TOUCHED), is_complete=not busy)
