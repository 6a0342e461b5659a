"""Who registered for an event: looked through, approved, refused, invited, with an Undo for every decision."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.urls import URLPattern
from django.utils.html import format_html
from django.utils.http import urlencode

from events.actions.deciding import DECISIONS, UNDOABLE, DecisionError, put_back, write_again
from events.actions.inviting import MOST, InvitingError, hindrance, invite
from events.desk.pages import ItemPages
from events.desk.registrations import ALL, lost_letters, rows_of, shown
from events.emails.delivery import has_server
from events.models import Event, Registration, RegistrationForm
from events.policy import Verb, may, may_write_at_once
from events.text import clean_line

_TEMPLATE = "admin/events/registration/registrations.html"
LONGEST_REASON = 250
MOST_TOLD = 10
_DONE = {"approve": "Approved", "refuse": "Refused", "wait": "On the waiting list", "cancel": "Cancelled"}
_UNDO = (
    '{} <form class="undo" method="post"><input type="hidden" name="csrfmiddlewaretoken" value="{}">'
    '<button type="submit" name="undo" value="{}">Undo</button></form>'
)
State = Registration.State


@dataclass
class _Outcome:
    """What became of a decision on one or several."""

    done: list[Registration] = field(default_factory=list)
    undo: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def _keys(values: list[str]) -> Iterator[tuple[int, list[str]]]:
    """The numbers and states that boxes and buttons send: "12.pending"."""
    for value in values:
        number, *states = value.split(".")
        if number.isascii() and number.isdigit() and len(number) < 19 and {*states} <= {*State.values}:
            yield int(number), states


def _decide(form: RegistrationForm, act: str, values: list[str], by: Any, reason: str) -> _Outcome:
    """Decides on each of those that were chosen; what cannot be decided is said, and the others are not kept."""
    outcome, wanted = _Outcome(), dict(_keys(values))
    known = Registration.objects.filter(form=form, pk__in=wanted).select_related("form__event", "participation")
    for one in known:
        was = one.state = (wanted[one.pk] or [one.state])[0]
        more = {"reason": reason} if act == "refuse" else {}
        try:
            DECISIONS[act](registration=one, by=by, **more)
        except DecisionError as error:
            outcome.errors.append(str(error))
        else:
            outcome.done.append(one)
            if was in UNDOABLE:
                outcome.undo.append(f"{one.pk}.{one.state}.{was}")
    return outcome


def _undo(form: RegistrationForm, values: list[str], by: Any) -> _Outcome:
    """Puts each back to the state that it had."""
    outcome, wanted = _Outcome(), {key: states for key, states in _keys(values) if len(states) == 2}
    for one in Registration.objects.filter(form=form, pk__in=wanted).select_related("form__event", "participation"):
        one.state, was = wanted[one.pk]
        try:
            outcome.done.append(put_back(registration=one, to=was, by=by))
        except DecisionError as error:
            outcome.errors.append(str(error))
    return outcome


def _told(people: list[Registration]) -> str:
    """Who it was, where they are few."""
    names = [one.name or one.email for one in people]
    return ", ".join(names) if len(names) <= 3 else f"{len(names)} registrations"


@dataclass(frozen=True)
class _Desk:
    """One request for the list of one form."""

    keeper: Any
    request: HttpRequest
    event: Event
    form: RegistrationForm

    def answer(self) -> HttpResponse:
        """The page, or what a button asks for."""
        post = self.request.POST
        if self.request.method != "POST":
            return self.page()
        if "invite" in post:
            return self._invite(post.get("people", ""))
        if "undo" in post:
            self._say_undone(_undo(self.form, post["undo"].split(","), self.request.user))
        elif "again" in post:
            self._write_again(post["again"])
        else:
            self._decide()
        return HttpResponseRedirect(self._here())

    def _here(self) -> str:
        get = self.request.GET
        kept = {name: get[name] for name in ("state", "q", "page") if get.get(name)}
        return f"{self.request.path}{'?' if kept else ''}{urlencode(kept)}"

    def _decide(self) -> None:
        """A button of one row sends "approve.12.pending"; one above the list acts on the boxes that are ticked."""
        post = self.request.POST
        act, _, one = post.get("one", "").partition(".")
        act, values = (act, [one]) if one else (post.get("act", ""), post.getlist("chosen"))
        if act not in DECISIONS:
            return
        if not values:
            messages.error(self.request, "Nothing was decided: tick at least one registration first.")
            return
        reason = clean_line(post.get("reason", ""))[:LONGEST_REASON]
        self._say(act, _decide(self.form, act, values, self.request.user, reason))

    def _say(self, act: str, outcome: _Outcome) -> None:
        if outcome.done:
            letters = "The letter is on its way." if len(outcome.done) == 1 else "The letters are on their way."
            letters = letters if has_server() else "No letter leaves, for no mail server is set."
            words = f"{_DONE[act]}: {_told(outcome.done)}. {letters}"
            undo = ",".join(outcome.undo)
            messages.success(self.request, format_html(_UNDO, words, get_token(self.request), undo) if undo else words)
        self._complain(outcome)

    def _say_undone(self, outcome: _Outcome) -> None:
        if outcome.done:
            messages.success(self.request, f"Undone: {_told(outcome.done)}.")
        self._complain(outcome)

    def _complain(self, outcome: _Outcome) -> None:
        for words in outcome.errors[:MOST_TOLD]:
            messages.error(self.request, words)
        if (more := len(outcome.errors) - MOST_TOLD) > 0:
            messages.error(self.request, f"And {more} more like these.")
        if not outcome.done and not outcome.errors:
            messages.error(self.request, "Nothing was decided: this registration is not here any more.")

    def _write_again(self, which: str) -> None:
        """Another letter to one, or to everybody whose last one could not be sent."""
        rows = lost_letters(self.form) if which == ALL else rows_of(self.form).filter(pk__in=dict(_keys([which])))
        people = list(rows.select_related("form__event"))
        for one in people:
            write_again(registration=one)
        if people:
            messages.success(self.request, f"Another letter is on its way to {_told(people)}.")

    def _invite(self, text: str) -> HttpResponse:
        try:
            found = invite(form=self.form, text=text, by=self.request.user)
        except InvitingError as error:
            messages.error(self.request, str(error))
            return self.page(people=text)
        if found.new:
            messages.success(self.request, f"Invited: {_told(found.new)}.")
        if found.known:
            said = ", ".join(f"{one.name or one.email} ({one.get_state_display().lower()})" for one in found.known[:20])
            more = f" and {len(found.known) - 20} more" if len(found.known) > 20 else ""
            messages.info(self.request, f"Here already, and not invited again: {said}{more}.")
        if found.wrong:
            messages.error(self.request, f"Without an e-mail address that can be read: {len(found.wrong)}. See below.")
            return self.page(people="\n".join(found.wrong))
        if not found.new and not found.known:
            messages.error(self.request, "Nobody was invited: paste at least one e-mail address.")
        return HttpResponseRedirect(self._here())

    def page(self, people: str = "") -> HttpResponse:
        """The list."""
        get = self.request.GET
        found = shown(self.form, state=get.get("state", ""), sought=get.get("q", ""), number=get.get("page"))
        context = {
            "form": self.form,
            "shown": found,
            "query": urlencode({"state": found.chosen, "q": found.sought}),
            "is_all_ticked": "ticked" in get,
            "may_decide": may_write_at_once(self.request.user, self.event),
            "people": people,
            "most_invited": MOST,
            "hindrance": hindrance(self.form),
            "has_server": has_server(),
        }
        page: HttpResponse = self.keeper.item_page(self.request, _TEMPLATE, self.event, "Registrations", **context)
        return page


class RegistrationsPages(ItemPages):
    """The list of one event; a part of the events' admin."""

    def get_urls(self: Any) -> list[URLPattern]:
        """Its address, before those of the admin."""
        return [self.page_path("registrations", self.registrations_view), *super().get_urls()]  # type: ignore[misc]

    def registrations_view(self: Any, request: HttpRequest, pk: int) -> HttpResponse:
        """The list, and what its buttons do."""
        event = self.item_for(request, pk)
        if not may(request.user, Verb.VIEW, Registration):
            raise PermissionDenied
        if request.method == "POST" and not may_write_at_once(request.user, event):
            raise PermissionDenied
        form = RegistrationForm.objects.filter(event=event).first()
        if form is None:
            return self._without_form(request, event)
        form.event = event
        return _Desk(self, request, event, form).answer()

    def _without_form(self: Any, request: HttpRequest, event: Event) -> HttpResponse:
        """There is nothing to decide yet."""
        if request.method == "POST":
            messages.error(request, "Nothing was done: the event has no registration form yet.")
            return HttpResponseRedirect(request.path)
        context = {"form": None, "may_decide": may_write_at_once(request.user, event)}
        return self.item_page(request, _TEMPLATE, event, "Registrations", **context)
