"""Letters that came back: found by their number or their address, and noted with the reason."""

import email
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import policy
from email.message import Message

from evaluations.emails.letter import letter_of
from evaluations.models import Letter
from events.emails.message import kept_reason
from events.text import clean_line

MOST_BYTES = 1_000_000
MOST_PARTS = 50
State = Letter.State
_ARRIVED = (State.SENT, State.HANDED_OVER)
_NUMBER = re.compile(r"<(letter\.[0-9]{1,18}\.[0-9a-f]{20}@[^<>\s]{1,255})>")


@dataclass(frozen=True)
class Notice:
    """What a delivery status notification (RFC 3464) says of one address."""

    address: str
    reason: str


def record_bounce(message: bytes) -> list[Letter]:
    """Notes which letters a notification says came back, and returns them; any other mail changes nothing."""
    try:
        report = email.message_from_bytes(message[:MOST_BYTES], policy=policy.compat32)
        parts = [part for part, _ in zip(report.walk(), range(MOST_PARTS), strict=False)]
    except RecursionError:  # parts inside parts inside parts
        return []
    if report.get_content_type() != "multipart/report":
        return []
    notices = list(_failures(parts))
    if not notices:
        return []
    if letter := _by_number(parts):
        found = mark_bounced(letter=letter, reason=notices[0].reason)
        return [letter] if found else []
    return [letter for notice in notices if (letter := _by_address(notice))]


def mark_bounced(*, letter: Letter, reason: str) -> bool:
    """Notes that a letter came back; only of one that went out."""
    return Letter.objects.filter(pk=letter.pk, state__in=_ARRIVED).update(state=State.BOUNCED, reason=reason) == 1


def _failures(parts: list[Message]) -> Iterator[Notice]:
    """The addresses that the message did not reach for good."""
    for part in parts:
        if part.get_content_type() == "message/delivery-status" and isinstance(part.get_payload(), list):
            for block in list(part.walk())[1:MOST_PARTS]:
                if _field(block, "Action").lower() == "failed":
                    address = _field(block, "Final-Recipient") or _field(block, "Original-Recipient")
                    words = f"{_field(block, 'Status')} {_field(block, 'Diagnostic-Code').rpartition(';')[2]}"
                    yield Notice(
                        address.rpartition(";")[2].strip().strip("<>"), kept_reason(words) or "No reason given."
                    )


def _field(block: Message, name: str) -> str:
    """A field of a block as plain words, whatever it is made of."""
    return clean_line(str(block.get(name, ""))[:2000])


def _by_number(parts: list[Message]) -> Letter | None:
    """The letter whose number stands in the returned head or in what it answers."""
    for part in parts:
        texts = [str(part.get(name, ""))[:2000] for name in ("Message-ID", "In-Reply-To", "References")]
        if part.get_content_type() == "text/rfc822-headers":
            payload = part.get_payload(decode=True)
            texts.append(payload.decode("utf-8", "replace")[:100_000] if isinstance(payload, bytes) else "")
        for number in _NUMBER.findall(" ".join(texts)):
            if key := letter_of(number):
                return Letter.objects.filter(pk=key).first()
    return None


def _by_address(notice: Notice) -> Letter | None:
    """The last letter that went out to an address."""
    rows = Letter.objects.filter(invitation__email__iexact=notice.address[:254], state__in=_ARRIVED)
    letter: Letter | None = rows.order_by("-mailing__created_at", "-pk").first()
    return letter if letter and mark_bounced(letter=letter, reason=notice.reason) else None
