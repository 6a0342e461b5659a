"""The code on a badge: an address that leads the staff to one participation of an event, and strangers to nothing."""

from django.conf import settings
from django.core.signing import b62_decode, b62_encode
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from events.models import Participation

# 64 bits of a signature: short enough for a small drawing, and only people who are signed in may try one.
_SIGNATURE_BYTES = 8
_LONGEST = 40


def _signature(key: int) -> str:
    made = salted_hmac("events.badge", str(key), secret=settings.SECRET_KEY, algorithm="sha256")
    return str(b62_encode(int.from_bytes(made.digest()[:_SIGNATURE_BYTES])))


def badge_code(participation: Participation) -> str:
    """The key of a participation with its signature, such as "3f-aHx81kPq2Zt"."""
    return f"{b62_encode(participation.pk)}-{_signature(participation.pk)}"


def badge_address(participation: Participation) -> str:
    """The whole address that a badge carries as a QR code; it shows nothing to people who are not signed in."""
    page = reverse("admin:events_event_badge", args=[participation.event_id, badge_code(participation)])
    return f"{settings.PORTAL_ADDRESS}{page}"


def participation_of(code: str) -> Participation | None:
    """The participation of a code; None where the code was not made here, or nobody is behind it any more."""
    key, _, signature = code.partition("-")
    if not (key.isascii() and key.isalnum() and signature.isascii()) or len(code) > _LONGEST:
        return None
    number = b62_decode(key)
    if not constant_time_compare(signature, _signature(number)) or b62_encode(number) != key:
        return None
    found = Participation.objects.select_related("event", "person", "organization", "registration").filter(pk=number)
    return found.first()
