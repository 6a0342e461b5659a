"""What to know before a person is erased: what else to do first, and what no program can find."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.dateformat import format as format_date

from events.actions.redacting import FullName, Redactor
from events.actions.traces import Mention, Trail, events_of, mentions, searched_models, sharers_of
from events.models import Budget, Event, Organization, TravelLine
from events.models.publishing import Publishable
from events.policy import BESIDE, MONEY, item_of

_MOST_NAMED = 5


def _listed(words: Iterable[Any]) -> str:
    named = [str(word) for word in words]
    more = len(named) - _MOST_NAMED
    return "; ".join(named[:_MOST_NAMED]) + (f"; and {more} more" if more > 0 else "")


def _to_come(events: Iterable[Event]) -> Iterator[str]:
    for event in events:
        if event.ends_on >= timezone.localdate():
            day = format_date(event.starts_on, "j F Y")
            yield f"“{event}” begins on {day}: cancel the registration there first, so that the place is free."


def _open_lines(rows: Iterable[models.Model]) -> Iterator[str]:
    lines = [row for row in rows if isinstance(row, TravelLine) and not row.is_cancelled]
    final = set(Budget.objects.filter(stage=Budget.Stage.FINAL).values_list("event", flat=True))
    if unsettled := [line for line in lines if line.event_id not in final]:
        told = _listed(f"line {line.number} of “{line.event}”" for line in unsettled)
        yield f"The budget is not final yet for {told}: afterwards nobody can tell from the portal whom to pay."


def _namesakes(trail: Trail) -> Iterator[str]:
    if trail.namesakes:
        told = _listed(
            f"No. {person.pk}, {person.distinction or 'without a distinction'}" for person in trail.namesakes
        )
        yield (
            f"Another person has the same name ({told}). Texts that name either stay as they are, because no program "
            "can tell who is meant: look through the places listed below and change them by hand."
        )


def _sharers(trail: Trail) -> Iterator[str]:
    if sharers := sharers_of(trail):
        told = _listed(f"{one.name}, “{one.form.event}”" for one in sharers)
        yield f"Registrations of other names have the same address, and stay as they are: {told}. Look whose they are."


def _is_public(mention: Mention) -> bool:
    is_kept_apart = issubclass(mention.model, (*BESIDE, *MONEY)) or hasattr(mention.model, "history_object")
    if is_kept_apart or not mention.model._meta.get_field(mention.field).editable:
        return False
    row = mention.model._base_manager.filter(pk=mention.pk).first()
    item = item_of(row) if row else None
    return isinstance(item, Publishable) and item.is_published


def _published(found: Iterable[Mention]) -> Iterator[str]:
    if public := [mention for mention in found if _is_public(mention)]:
        told = _listed(f"“{mention.excerpt}”" for mention in public)
        yield f"Published texts name the person and will say “[name removed]” at once: {told}"


def _alone(trail: Trail, rows: list[models.Model], found: Iterable[Mention]) -> Iterator[str]:
    """Where the family name stands by itself in a text that does not name the person otherwise."""
    known = {(mention.model, mention.pk, mention.field) for mention in found}
    alone = mentions(trail, own=rows, redactor=_alone_redactor(trail))
    others = [
        mention
        for mention in alone
        if (mention.model, mention.pk, mention.field) not in known and not hasattr(mention.model, "history_object")
    ]
    if others:
        told = _listed(f"“{mention.excerpt}”" for mention in others)
        yield (
            f"“{trail.person.family_name}” by itself stands in other texts, too ({len(others)}). They stay, unless "
            f"you tick the box below: {told}"
        )


def _alone_redactor(trail: Trail) -> Redactor:
    return Redactor([FullName(trail.person.family_name)], is_alone=True)


def _files(trail: Trail, events: Iterable[Event]) -> Iterator[str]:
    """Uploaded papers, whose content no program changes; their stored names are random."""
    redactor, named, beside = trail.redactor(is_own=True), [], []
    of_events = {event.pk for event in events}
    for model in searched_models():
        if hasattr(model, "history_object") or not _holds_papers(model):
            continue
        for row in model._base_manager.all():
            item = item_of(row)
            if redactor.finds(str(row)):
                named.append(str(row))
            elif isinstance(item, Event) and item.pk in of_events:
                beside.append(str(row))
    if named:
        yield f"Uploaded files are named after the person; replace or delete them: {_listed(named)}"
    if beside:
        yield f"Uploaded papers of the same events may name the person; look into them: {_listed(beside)}"


def _holds_papers(model: type[models.Model]) -> bool:
    return any(isinstance(field, models.FileField) for field in model._meta.concrete_fields)


def _bodies(trail: Trail) -> Iterator[str]:
    redactor = trail.redactor(is_own=True)
    if named := [name for name in Organization.objects.values_list("name", flat=True) if redactor.finds(name)]:
        yield f"Organizations are named like the person and keep their names: {_listed(named)}"


def _accounts(trail: Trail) -> Iterator[str]:
    person, whose = trail.person, Q()
    for address in trail.addresses:
        whose |= Q(email__iexact=address)
    if person.given_name:
        whose |= Q(first_name__iexact=person.given_name, last_name__iexact=person.family_name)
    found = get_user_model().objects.filter(whose) if whose else ()
    if names := [user.get_username() for user in found]:
        yield f"There is an account of the staff, which stays: {_listed(names)}. Accounts are kept under Users."


def warnings(trail: Trail, rows: list[models.Model]) -> list[str]:
    """Sentences for whoever is about to erase a person."""
    events, found = events_of(rows), mentions(trail, own=rows)
    return [
        *_to_come(events),
        *_open_lines(rows),
        *_namesakes(trail),
        *_sharers(trail),
        *_published(found),
        *_alone(trail, rows, found),
        *_files(trail, events),
        *_bodies(trail),
        *_accounts(trail),
    ]
