"""How often a password, a code or a letter may be tried, for one name and from one network address."""

from math import ceil

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone

from events.actions.limits import claim_attempt, clear_attempts, forget_expired, free_at, limit_key, release_attempt
from events.models import AuditEntry
from unpog_portal.accounts.backend import plain

LOCKED = "too_many_tries"
PASSWORD, CODE, LETTER, PASSKEY = "password", "code", "letter", "passkey"


def name_key(kind: str, name: str) -> str:
    """The key of what is tried for one name."""
    return limit_key(f"{kind}:name", plain(name))


def _limits(kind: str, name: str, address: str) -> list[tuple[str, int]]:
    """The address first: one address that is used up cannot lock any more names."""
    limits = []
    if address:
        limits.append((limit_key(f"{kind}:address", address), settings.PORTAL_TRIES_PER_ADDRESS))
    if name:
        limits.append((name_key(kind, name), settings.PORTAL_TRIES))
    return limits


def claim(kind: str, *, name: str = "", address: str = "") -> None:
    """Counts one try before it is made; raises a ValidationError that says when to come back."""
    claimed: list[str] = []
    for key, most in _limits(kind, name, address):
        if claim_attempt(key=key, most=most, seconds=settings.PORTAL_TRIES_SECONDS):
            claimed.append(key)
            continue
        for earlier in claimed:
            release_attempt(key=earlier)
        _tell_once(kind, key)
        raise _refusal(key)


def _tell_once(kind: str, key: str) -> None:
    """One entry for each lock, however many tries run into it."""
    if claim_attempt(key=f"told:{key}", most=1, seconds=settings.PORTAL_TRIES_SECONDS):
        AuditEntry.record(AuditEntry.Action.REFUSED, detail=f"too many tries ({kind})")


def _refusal(key: str) -> ValidationError:
    end = free_at(key=key)
    minutes = ceil((end - timezone.now()).total_seconds() / 60) if end else 1
    wait = "one minute" if minutes <= 1 else f"{minutes} minutes"
    return ValidationError(f"There were too many tries. Please wait {wait}, then try again.", code=LOCKED)


def succeed(kind: str, *, name: str = "", address: str = "") -> None:
    """A try that was right does not count for its address, and clears what was counted for its name."""
    if address:
        release_attempt(key=limit_key(f"{kind}:address", address))
    if name:
        clear_attempts(keys=[name_key(kind, name)])
    forget_expired()


def lift(*, username: str, email: str, pk: int) -> int:
    """Lets somebody try again at once; says how many counts were cleared."""
    names = [(PASSWORD, username), (PASSWORD, email), (LETTER, email), (CODE, str(pk))]
    return clear_attempts(keys=[name_key(kind, name) for kind, name in names if name])
