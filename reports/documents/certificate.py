"""Certificates of attendance: a page for each person who attended, with a number that anybody can have checked."""

import base64
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.safestring import SafeString

from events.countries import country_name
from events.models import Event, Participation
from reports.documents.fitting import size_that_fits
from reports.documents.paper import Paper, Part, in_parts, paper_dates, worded_event
from reports.documents.paper_people import organization_of
from reports.documents.paper_words import paper_words
from reports.documents.survey_form import qr_code
from reports.pdf import Document

CERTIFICATES_IN_A_FILE = 60
_SIZES_OF_NAMES = (12, 14, 16, 18, 20, 22, 24, 28, 32, 36)
_SIZES_OF_TITLES = (9, 10, 11, 12, 14, 16, 18, 20, 22)
# What the boxes of the page have room for, in millimetres.
_WIDTH, _NAME_HEIGHT, _TITLE_HEIGHT = 225.0, 27.0, 25.0
_LETTERS = 12  # of the signature: 60 bits


class NotAttendedError(Exception):
    """Somebody is to get a certificate who did not attend."""


@dataclass(frozen=True)
class Signatory:
    """Who signs, where the certificates are given, and when; what is empty is left to be written by hand."""

    name: str = ""
    position: str = ""
    place: str = ""
    issued_on: date | None = None


@dataclass(frozen=True)
class Certificate:
    """One page."""

    name: str
    name_size: int
    organization: str
    number: str
    address: str
    code: SafeString


def _signature(key: int) -> str:
    made = salted_hmac("reports.certificate", str(key), secret=settings.SECRET_KEY, algorithm="sha256")
    letters = base64.b32encode(made.digest()).decode()[:_LETTERS]
    return "-".join(letters[start : start + 4] for start in range(0, _LETTERS, 4))


def certificate_number(row: Participation) -> str:
    """The number of somebody's certificate, such as "17-ABCD-EFGH-IJKL": it names nobody and cannot be made up."""
    return f"{row.pk}-{_signature(row.pk)}"


def certified(number: str) -> Event | None:
    """The event that somebody attended who has a certificate of this number; nothing where it was not made here."""
    key, _, signature = number.upper().partition("-")
    if not (key.isascii() and key.isdecimal() and len(key) < 19 and signature.isascii()):
        return None
    if not constant_time_compare(signature, _signature(int(key))):
        return None
    row = Participation.objects.filter(pk=int(key), has_attended=True).select_related("event").first()
    return row.event if row else None


def certificate_address(row: Participation) -> str:
    """Where anybody can have the number checked."""
    place = reverse("reports:certificate", args=[row.event.slug, certificate_number(row)])
    return f"{settings.PORTAL_ADDRESS}{place}"


def certificate_of(row: Participation, language: str) -> Certificate:
    """What stands on the page of a person."""
    address = certificate_address(row)
    return Certificate(
        name=row.person.name,
        name_size=size_that_fits(row.person.name, width=_WIDTH, height=_NAME_HEIGHT, sizes=_SIZES_OF_NAMES),
        organization=organization_of(row),
        number=certificate_number(row),
        address=address,
        code=qr_code(address, paper_words(language)["verify_code"]),
    )


def certificates(
    event: Event, people: list[Participation], *, language: str = "en", signatory: Signatory | None = None
) -> list[Part]:
    """The certificates of people who attended. Raises NotAttendedError with a sentence that names who did not."""
    absent = [row.person.name for row in people if not row.has_attended]
    if absent:
        names = ", ".join(absent[:5]) + (f" and {len(absent) - 5} more" if len(absent) > 5 else "")
        raise NotAttendedError(
            f"Certificates are for people who attended. Not marked as attended: {names}. "
            "Mark them in the list of participations, or choose only people who attended."
        )
    signatory, worded = signatory or Signatory(), worded_event(event, language)
    country = country_name(str(worded.country.code), language)
    day = signatory.issued_on
    context = {
        "signatory": signatory,
        "issued": paper_dates(day, day, language) if day else "",
        "place": f"{worded.city}, {country}" if country else worded.city,
        "title_size": size_that_fits(worded.title, width=_WIDTH, height=_TITLE_HEIGHT, sizes=_SIZES_OF_TITLES),
    }

    def make(items: tuple[Any, ...], pages_before: int) -> Document:
        pages = [certificate_of(row, language) for row in items]
        return Paper("certificate", "certificates", event, language, context=context | {"pages": pages}).document()

    return in_parts("certificates", people, CERTIFICATES_IN_A_FILE, make)
