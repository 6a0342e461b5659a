"""Invitations: addresses with names, as somebody pastes them, become registrations that wait for the person's word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from events.actions.letters import queue_letter
from events.models import AuditEntry, Registration, RegistrationForm
from events.text import clean_line

MOST = 500
LONGEST_ADDRESS, LONGEST_NAME = 254, 200
# An apostrophe may stand within the name of a mail box, not at its beginning.
_ADDRESS = re.compile(r"[^\s<>()\[\]\"',;:][^\s<>()\[\]\",;:]*@[^\s<>()\[\]\"',;:]+")
_AROUND = " \t<>()[]\"';,:"
State = Registration.State


class InvitingError(Exception):
    """Why nobody was invited, in words for the staff."""


@dataclass
class Invited:
    """What became of a pasted list: new invitations, those who are here already, and lines that cannot be read."""

    new: list[Registration] = field(default_factory=list)
    known: list[Registration] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def _tidy(name: str) -> str:
    """A name without what stood around it; "Silva, Ana" as "Ana Silva"."""
    family, comma, given = (part.strip() for part in clean_line(name).strip(_AROUND).partition(","))
    return f"{given} {family}" if comma and given and "," not in given else f"{family}{comma} {given}".strip()


def _is_fine(name: str, address: str) -> bool:
    try:
        validate_email(address)
    except ValidationError:
        return False
    return len(address) <= LONGEST_ADDRESS and len(name) <= LONGEST_NAME


def people_in(text: str) -> Iterator[tuple[str, str, str]]:
    """Each line or part of a line that names somebody: the name, the address (empty where it has none), what stood."""
    for line in text.replace("mailto:", "").splitlines():
        found = list(_ADDRESS.finditer(line))
        begins = 0
        for one in found:
            before, after = line[begins : one.start()], line[one.end() :] if len(found) == 1 else ""
            name, address = _tidy(before) or _tidy(after), one.group().strip(".")
            yield name, address if _is_fine(name, address) else "", clean_line(line[begins : one.end()])
            begins = one.end()
        if not found and clean_line(line):
            yield "", "", clean_line(line)


def hindrance(form: RegistrationForm) -> str:
    """What speaks against inviting people now; empty where nothing does."""
    if form.access == RegistrationForm.Access.OFF:
        return "Registration is off. Choose in the settings of the form who may register, then invite."
    if form.has_ended():
        return "Registration is closed: an invitation would lead to a closed form."
    if not form.event.is_published:
        return "The event is not public: the link of an invitation would lead nowhere. Publish the event first."
    return ""


def invite(*, form: RegistrationForm, text: str, by: Any) -> Invited:
    """Invites everybody on a pasted list who is not here already; each new one gets a letter. Raises InvitingError."""
    if reason := hindrance(form):
        raise InvitingError(reason)
    people = list(people_in(text))
    if len(people) > MOST:
        raise InvitingError(f"These are {len(people):,} addresses. Invite at most {MOST} at once.")
    found = Invited()
    with transaction.atomic():
        here = {one.email.casefold(): one for one in form.registrations.all()}
        for name, address, line in people:
            _invite(form, here, found, (name, address, line))
        if found.new:
            count = len(found.new)
            detail = f"invited {count} {'person' if count == 1 else 'people'}"
            AuditEntry.record(AuditEntry.Action.DECIDED, by=by, item=form.event, detail=detail)
    return found


def _invite(
    form: RegistrationForm, here: dict[str, Registration], found: Invited, person: tuple[str, str, str]
) -> None:
    name, address, line = person
    if not address:
        found.wrong.append(line)
        return
    one = here.get(address.casefold())
    if one is None and (one := _made(form, name, address)):
        found.new.append(one)
        queue_letter(one)
    one = one or form.registrations.get(email__iexact=address)
    here[address.casefold()] = one
    if one not in found.new and one not in found.known:
        found.known.append(one)


def _made(form: RegistrationForm, name: str, address: str) -> Registration | None:
    """The new invitation; nothing where the person registered a moment ago."""
    try:
        with transaction.atomic():
            made: Registration = Registration.objects.create(
                form=form, name=name, email=address, state=State.INVITED, language=form.event.language
            )
            return made
    except IntegrityError:
        return None
