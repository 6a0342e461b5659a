"""How often something may be tried: claimed in one statement, so that the count is exact over any number of workers."""

from datetime import datetime, timedelta

from django.db import connection
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from events.models import Limit

# Read-then-write lets several workers through at once; this statement locks its row while it counts.
_CLAIM = """
INSERT INTO {table} ({key}, {count}, {resets_at}) VALUES (%s, 1, %s)
ON CONFLICT ({key}) DO UPDATE SET
  {count} = CASE WHEN {table}.{resets_at} <= %s THEN 1 ELSE {table}.{count} + 1 END,
  {resets_at} = CASE WHEN {table}.{resets_at} <= %s THEN excluded.{resets_at} ELSE {table}.{resets_at} END
WHERE {table}.{resets_at} <= %s OR {table}.{count} < %s
RETURNING {count}
"""


def limit_key(kind: str, value: str) -> str:
    """The key of a limit: what is counted, and a keyed hash of whom or what it is counted for."""
    return f"{kind}:{salted_hmac('events.limits', value, algorithm='sha256').hexdigest()}"


def claim_attempt(*, key: str, most: int, seconds: float) -> bool:
    """Whether one more attempt is allowed: at most `most` in a stretch of `seconds` that begins with the first."""
    now = timezone.now()
    moments = [connection.ops.adapt_datetimefield_value(at) for at in (now + timedelta(seconds=seconds), now)]
    names = {name: connection.ops.quote_name(name) for name in ("key", "count", "resets_at")}
    with connection.cursor() as cursor:
        # Only names of the model stand in the statement; every value is a parameter.
        cursor.execute(
            _CLAIM.format(table=connection.ops.quote_name(Limit._meta.db_table), **names),
            [key, moments[0], moments[1], moments[1], moments[1], most],
        )
        return most > 0 and cursor.fetchone() is not None


def release_attempt(*, key: str) -> None:
    """Gives one claimed attempt back."""
    Limit.objects.filter(key=key, count__gt=0).update(count=F("count") - 1)


def clear_attempts(*, keys: list[str]) -> int:
    """Forgets all attempts of some keys; says how many of them there were."""
    return Limit.objects.filter(key__in=keys).delete()[0]


def forget_expired() -> None:
    """Removes the rows whose time is over."""
    Limit.objects.filter(resets_at__lte=timezone.now()).delete()


def free_at(*, key: str) -> datetime | None:
    """When a key may be tried again; nothing where its time is over."""
    return Limit.objects.filter(key=key, resets_at__gt=timezone.now()).values_list("resets_at", flat=True).first()
