"""Paper forms: typed in under their serial numbers, corrected, taken out, and typed a second time by somebody else.

Each form is counted and stored by `answering`, as every answer is; the same transaction keeps what was typed.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from evaluations.actions.answering import Sheet, locked, record_sheets, remove_sheet
from evaluations.actions.opening import prepare_tallies
from evaluations.models import Channel, PaperForm, Survey

Entry = Mapping[str, Any]


class NotTypedError(Exception):
    """The survey takes no paper forms now; the message says why."""


class SerialTakenError(Exception):
    """A form with this serial number was typed in already."""


class SameTypistError(Exception):
    """The second entry has to be somebody else's."""


def why_not(survey: Survey) -> str:
    """Why no paper form can be typed in now, in words; "" where it can. The web form may be closed long since."""
    if not survey.original.is_collected:
        return "This survey is known as totals only: enter its totals instead."
    if survey.original.is_released:
        return "The results of this survey are public. Take them back first, then forms can be typed in again."
    return ""


def _held(survey: Survey) -> Survey:
    """The locked survey, ready to count."""
    held = locked(survey)
    if reason := why_not(held):
        raise NotTypedError(reason)
    if not held.respondent_count:
        prepare_tallies(held)
    return held


def _kept(entry: Entry, on: str) -> dict[str, Any]:
    """What the form keeps: what was typed, and the day on which it was counted."""
    return Sheet.from_json(entry).as_json() | {"on": on}


def _counted_on(form: PaperForm) -> date:
    return date.fromisoformat(form.entry["on"]) if "on" in form.entry else timezone.localdate()


def enter_form(*, survey: Survey, serial: int, entry: Entry, by: Any) -> PaperForm:
    """Counts a form that was typed in. Raises NotTypedError, SerialTakenError and EmptySheetError."""
    with transaction.atomic():
        held = _held(survey)
        if held.paper_forms.filter(serial=serial).exists():
            raise SerialTakenError
        today = timezone.localdate()
        record_sheets(survey=held, sheets=[Sheet.from_json(entry)], channel=Channel.PAPER, on=today)
        return PaperForm.objects.create(
            survey=held, serial=serial, entry=_kept(entry, today.isoformat()), entered_by=by.get_username()
        )


def _without_same_texts(old: Sheet, new: Sheet) -> tuple[Sheet, Sheet]:
    """Both sheets without the texts that stay as they are, so that what was moderated is kept."""
    same = {number for number, text in old.texts.items() if new.texts.get(number) == text}
    rest = [replace(s, texts={n: t for n, t in s.texts.items() if n not in same}) for s in (old, new)]
    if not same or set(old.groups) != set(new.groups) or not all(sheet.answered for sheet in rest):
        return old, new
    return rest[0], rest[1]


def change_form(*, form: PaperForm, entry: Entry, serial: int | None = None) -> None:
    """Takes a form's answers back and counts what it says now. Raises as `enter_form` does."""
    with transaction.atomic():
        held = _held(form.survey)
        form.refresh_from_db()
        serial = form.serial if serial is None else serial
        if held.paper_forms.filter(serial=serial).exclude(pk=form.pk).exists():
            raise SerialTakenError
        on = _counted_on(form)
        old, new = _without_same_texts(Sheet.from_json(form.entry), Sheet.from_json(entry))
        remove_sheet(survey=held, sheet=old, channel=Channel.PAPER, on=on)
        record_sheets(survey=held, sheets=[new], channel=Channel.PAPER, on=on)
        form.serial, form.entry = serial, _kept(entry, on.isoformat())
        form.save(update_fields=["serial", "entry"])


def delete_form(*, form: PaperForm) -> None:
    """Takes a form's answers back and forgets it."""
    with transaction.atomic():
        held = _held(form.survey)
        form.refresh_from_db()
        on = _counted_on(form)
        remove_sheet(survey=held, sheet=Sheet.from_json(form.entry), channel=Channel.PAPER, on=on)
        form.delete()


def enter_second(*, form: PaperForm, entry: Entry, by: Any) -> None:
    """Keeps what somebody else typed of the same form; nothing is counted by it. Raises SameTypistError."""
    with transaction.atomic():
        _held(form.survey)
        form.refresh_from_db()
        if form.entered_by == by.get_username():
            raise SameTypistError
        form.second, form.second_by = Sheet.from_json(entry).as_json(), by.get_username()
        form.save(update_fields=["second", "second_by"])


def settle_form(*, form: PaperForm, entry: Entry) -> None:
    """Makes both entries of a form say what was found right."""
    with transaction.atomic():
        change_form(form=form, entry=entry)
        form.second = Sheet.from_json(entry).as_json()
        form.save(update_fields=["second"])
