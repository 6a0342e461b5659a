"""At most so many attempts in a stretch of time, whoever asks and however many ask at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import connection, connections

from events.actions.limits import (
    claim_attempt,
    clear_attempts,
    forget_expired,
    free_at,
    limit_key,
    release_attempt,
)
from events.models import Limit

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def _claims(times: int, *, key: str = "door", most: int = 3, seconds: int = 60) -> list[bool]:
    return [claim_attempt(key=key, most=most, seconds=seconds) for _ in range(times)]


@pytest.mark.django_db
def test_claim_is_refused_after_the_most() -> None:
    assert _claims(5) == [True, True, True, False, False]
    assert Limit.objects.get().count == 3


@pytest.mark.django_db
def test_claim_of_another_key_is_counted_apart() -> None:
    _claims(3)
    assert _claims(1, key="window") == [True]


@pytest.mark.django_db
def test_claim_is_allowed_again_when_the_time_is_over() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        assert _claims(4) == [True, True, True, False]
        clock.shift(59)
        assert _claims(1) == [False]
        clock.shift(1)
        assert _claims(4) == [True, True, True, False]


@pytest.mark.django_db
def test_time_begins_with_the_first_claim_and_is_not_drawn_out() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        _claims(1)
        clock.shift(40)
        _claims(9)
        assert (free_at(key="door") - NOON).total_seconds() == 60
        clock.shift(20)
        assert free_at(key="door") is None


@pytest.mark.django_db
def test_nothing_is_allowed_where_the_most_is_nought() -> None:
    assert _claims(2, most=0) == [False, False]


@pytest.mark.django_db
def test_released_attempt_may_be_claimed_once_more() -> None:
    assert _claims(4)[-1] is False
    release_attempt(key="door")
    assert _claims(2) == [True, False]


@pytest.mark.django_db
def test_cleared_key_starts_anew() -> None:
    _claims(4)
    assert clear_attempts(keys=["door", "window"]) == 1
    assert _claims(1) == [True]


@pytest.mark.django_db
def test_only_what_is_over_is_forgotten() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        _claims(1, seconds=10)
        _claims(1, key="window", seconds=100)
        clock.shift(11)
        forget_expired()
    assert list(Limit.objects.values_list("key", flat=True)) == ["window"]


def test_key_keeps_no_name() -> None:
    key = limit_key("sign_in", "alice")
    assert "alice" not in key
    assert key == limit_key("sign_in", "alice") != limit_key("sign_in", "bob")


def _file_connection(path: Path) -> Any:
    """SQLite in a file, as a running portal has it; the tests' own lies in memory, where nobody waits for a lock."""
    own = connections["default"].copy()
    own.settings_dict["NAME"] = str(path)
    return own


def _claim_in_a_thread(path: Path | None) -> bool:
    if path:
        connections["default"] = _file_connection(path)
    try:
        return claim_attempt(key="door", most=20, seconds=60)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_concurrent_claims_let_exactly_the_most_through(tmp_path: Path) -> None:
    path = None
    if connection.vendor == "sqlite":
        path = tmp_path / "limits.sqlite3"
        with _file_connection(path).schema_editor() as editor:
            editor.create_model(Limit)
    with ThreadPoolExecutor(max_workers=8) as threads:
        allowed = list(threads.map(_claim_in_a_thread, [path] * 200))
    assert (allowed.count(True), allowed.count(False)) == (20, 180)
