"""Places: claimed and given back in one statement each, so that no number of workers gives away one too many."""

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from events.actions.confirming import confirm
from events.actions.letters import queue_letter
from events.models import Registration, RegistrationForm

State = Registration.State


def claim_place(form: RegistrationForm) -> bool:
    """Takes one place of a form, if one is left: one conditional update, never read and then written.

    To be called inside the transaction that stores who gets the place; `form.taken` is read anew.
    """
    room = Q(capacity__isnull=True) | Q(taken__lt=F("capacity"))
    claimed = RegistrationForm.objects.filter(room, pk=form.pk).update(taken=F("taken") + 1)
    form.refresh_from_db(fields=["taken", "capacity"])
    return claimed == 1


def release_place(form: RegistrationForm) -> None:
    """Gives one place back, and hands it on to the first of the waiting list, with a letter."""
    with transaction.atomic():
        RegistrationForm.objects.filter(pk=form.pk, taken__gt=0).update(taken=F("taken") - 1)
        fill_places(form)


def fill_places(form: RegistrationForm) -> int:
    """Gives free places to the waiting list, the first first, each with a letter; says to how many.

    Also to be called when there are more places than before. Those who get a place are confirmed, or wait for the
    approval that the form asks for. Two of these at once never serve somebody twice: each row is claimed by its state.
    """
    served = 0
    with transaction.atomic():
        RegistrationForm.objects.select_for_update(no_key=True).get(pk=form.pk)  # so that others wait
        form.refresh_from_db(fields=["taken", "capacity"])
        if form.access == RegistrationForm.Access.OFF or form.has_ended(now=timezone.now()):
            return 0
        while (first := form.registrations.waiting().first()) and claim_place(form):
            if _promote(first, form):
                served += 1
            else:  # somebody else served this one: the place is free again
                RegistrationForm.objects.filter(pk=form.pk).update(taken=F("taken") - 1)
        form.refresh_from_db(fields=["taken"])
    return served


def _promote(registration: Registration, form: RegistrationForm) -> bool:
    """Whether this one was still waiting, and now has the place that was claimed for it."""
    mine = Registration.objects.filter(pk=registration.pk, state=State.WAITING)
    if mine.update(state=State.PENDING, queued_at=None) != 1:
        return False
    registration.refresh_from_db()
    registration.form = form
    if not form.needs_approval:
        confirm(registration=registration)
    queue_letter(registration)
    return True
