"""What each kind of row may need, by whom: one rule for the count on the first page and for the list behind it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Exists, Model, OuterRef, Q, Subquery, Value
from django.db.models.functions import Concat
from django.db.models.lookups import Exact
from django.utils import timezone

from evaluations.models import OpenAnswer, Survey, Tally
from events.desk.filters import has_changes, is_in_state
from events.models import (
    Event,
    Limit,
    Message,
    Participation,
    Post,
    Presentation,
    PreviewLink,
    Registration,
    TravelLine,
)
from events.models.publishing import Publishable, State
from events.policy import Verb, has_right, may
from reports.models import Report
from unpog_portal.accounts.second_factors import SECOND_FACTORS

SOON = timedelta(days=7)
LONG = timedelta(days=30)

Rule = Callable[[datetime], Q]


@dataclass(frozen=True)
class Need:
    """One thing that a row may need, of whom it is asked, and the sentence that says so of one row and of several.

    `verb` is the right that somebody needs to act on it. Who may not publish items of the kind is only shown the own
    rows: those that `owner` names; without an owner, none.
    """

    name: str
    model: type[Model]
    title: str
    one: str
    many: str
    rule: Rule
    verb: Verb = Verb.CHANGE
    owner: str = ""

    def rows(self, user: Any, *, at: datetime) -> Q | None:
        """The condition on the rows that somebody should see to; nothing where that is not theirs to do."""
        if not may(user, self.verb, self.model):
            return None
        if not self.owner or _sees_all(user, self.model):
            return self.rule(at)
        return self.rule(at) & Q(**{self.owner: user.pk})


def _sees_all(user: Any, model: type[Model]) -> bool:
    kind = model if issubclass(model, Publishable) else Post
    return has_right(user, Verb.PUBLISH, kind)


def _is_stale(at: datetime) -> Q:
    touched = Q(changed_at__lte=at - LONG) | Q(changed_at__isnull=True, go_live_at__lte=at - LONG)
    return is_in_state(State.DRAFT, at=at) & touched


def _goes_public_soon(at: datetime) -> Q:
    return is_in_state(State.SCHEDULED, at=at) & Q(go_live_at__lte=at + SOON)


def _expired_lately(at: datetime) -> Q:
    return is_in_state(State.EXPIRED, at=at) & Q(expire_at__gt=at - LONG)


def _waits(model: type[Model]) -> Rule:
    return lambda at: has_changes(model)


def _is_ready(at: datetime) -> Q:
    return is_in_state(State.READY, at=at)


def _item_needs(model: type[Publishable], one: str, many: str) -> Iterator[Need]:
    """What every kind with a life in public may need."""

    def need(name: str, title: str, rule: Rule, words: tuple[str, str], verb: Verb = Verb.PUBLISH) -> Need:
        owner = "" if verb is Verb.PUBLISH else "author"
        return Need(name, model, title, f"{one} {words[0]}", f"{many} {words[1]}", rule, verb, owner)

    yield need("review", "Ready for review", _is_ready, ("is ready for review", "are ready for review"))
    waiting = ("has changes that wait to be published", "have changes that wait to be published")
    yield need("changes", "Changes wait", _waits(model), waiting, Verb.CHANGE)
    soon = "public within the next seven days"
    yield need("soon", "Public within seven days", _goes_public_soon, (f"goes {soon}", f"go {soon}"))
    untouched = "not been touched for 30 days"
    drafts = (f"is a draft that has {untouched}", f"are drafts that have {untouched}")
    yield need("stale", "Draft, untouched for 30 days", _is_stale, drafts, Verb.CHANGE)
    expired = "expired in the last 30 days"
    yield need("expired", "Expired in the last 30 days", _expired_lately, (expired, expired))


def _is_over(at: datetime) -> Q:
    return Q(live=True, stage=Event.Stage.ANNOUNCED, ends_on__lt=timezone.localdate(at))


_HELD = (Event.Stage.HELD, Event.Stage.REPORTING)


def _lacks_report(at: datetime) -> Q:
    told = Report.objects.filter(event__translation_key=OuterRef("translation_key"))
    return Q(stage__in=_HELD, withdrawn_at__isnull=True) & ~Q(Exists(told))


def _is_draft_of_held(at: datetime) -> Q:
    return is_in_state(State.DRAFT, at=at) & Q(event__stage__in=_HELD)


_COLLECTED = Survey.AnswersAre.COLLECTED


def _has_unreleased_answers(at: datetime) -> Q:
    """Of old surveys; those that collect answers are told of once they are closed."""
    counted = Tally.objects.filter(choice__question__survey=OuterRef("pk"))
    written = OpenAnswer.objects.filter(question__survey=OuterRef("pk"))
    return Q(is_released=False) & ~Q(answers_are=_COLLECTED) & (Q(Exists(counted)) | Q(Exists(written)))


def _is_closed_unreleased(at: datetime) -> Q:
    here = Q(answers_are=_COLLECTED, translation_of=None, respondent_count__gt=0)
    return here & Q(is_released=False, closes_at__lte=at)


def _has_unread_answers(at: datetime) -> Q:
    return Q(Exists(OpenAnswer.objects.filter(question__survey=OuterRef("pk"), is_moderated=False)))


def _is_paid_and_absent(at: datetime) -> Q:
    """Money for a journey of somebody who is not recorded as present, or who spoke by video and never in the room."""
    there = {"event": OuterRef("event"), "person": OuterRef("person")}
    came = Participation.objects.filter(**there, has_attended=True)
    talks = Presentation.objects.filter(session__event=OuterRef("event"), speaker=OuterRef("person"))
    far, near = (talks.filter(mode=mode) for mode in (Presentation.Mode.VIDEO, Presentation.Mode.IN_PERSON))
    paid = Q(is_cancelled=False, person__isnull=False) & (Q(travel_cost__gt=0) | Q(dsa_days__gt=0))
    return paid & (~Q(Exists(came)) | (Q(Exists(far)) & ~Q(Exists(near))))


def _waits_for_approval(at: datetime) -> Q:
    """While there is still time: what is decided after the event helps nobody."""
    return Q(state=Registration.State.PENDING, form__event__ends_on__gte=timezone.localdate(at))


def _has_lost_letter(at: datetime) -> Q:
    """The last letter was refused by the mail server, and the event is still to come."""
    last = Message.objects.filter(registration=OuterRef("pk")).order_by("-created_at", "-pk").values("state")[:1]
    is_lost: Any = Exact(Subquery(last), Value(Message.State.REFUSED))
    return Q(is_lost, form__event__ends_on__gte=timezone.localdate(at))


def _is_open(at: datetime) -> Q:
    return Q(revoked_at__isnull=True, expires_at__gt=at)


def _lacks_second_factor(at: datetime) -> Q:
    if not settings.PORTAL_REQUIRE_SECOND_FACTOR:
        return Q(pk__in=())
    strong = Authenticator.objects.filter(user=OuterRef("pk"), type__in=SECOND_FACTORS)
    return Q(is_active=True, is_staff=True) & ~Q(Exists(strong))


def _is_locked(at: datetime) -> Q:
    """What ran into its limit: the first refusal is told once, under a key of its own."""
    told = Limit.objects.filter(key=Concat(Value("told:"), OuterRef("key")), resets_at__gt=at)
    return Q(resets_at__gt=at) & Q(Exists(told))


NEEDS: tuple[Need, ...] = (
    *_item_needs(Post, "notice", "notices"),
    *_item_needs(Event, "event", "events"),
    Need(
        "over",
        Event,
        "Over, still announced",
        "event is over and still announced",
        "events are over and still announced",
        _is_over,
        owner="author",
    ),
    Need(
        "report",
        Event,
        "Held, without a report",
        "event was held and has no report yet",
        "events were held and have no report yet",
        _lacks_report,
        owner="author",
    ),
    *_item_needs(Report, "report", "reports"),
    Need(
        "owed",
        Report,
        "Draft, of an event that was held",
        "report on an event that was held is still a draft",
        "reports on events that were held are still drafts",
        _is_draft_of_held,
        owner="author",
    ),
    Need(
        "answers",
        Survey,
        "Answers that are not public",
        "survey has answers that are not public",
        "surveys have answers that are not public",
        _has_unreleased_answers,
        owner="event__author",
    ),
    Need(
        "unread",
        Survey,
        "Open answers to be read",
        "survey has open answers that nobody has read yet",
        "surveys have open answers that nobody has read yet",
        _has_unread_answers,
        owner="event__author",
    ),
    Need(
        "unreleased",
        Survey,
        "Closed, results not released",
        "survey is closed, and its results are not released",
        "surveys are closed, and their results are not released",
        _is_closed_unreleased,
        owner="event__author",
    ),
    Need(
        "approval",
        Registration,
        "Waits for approval",
        "registration waits for approval",
        "registrations wait for approval",
        _waits_for_approval,
        Verb.VIEW,
        "form__event__author",
    ),
    Need(
        "undelivered",
        Registration,
        "The last letter could not be sent",
        "letter about a registration could not be sent",
        "letters about registrations could not be sent",
        _has_lost_letter,
        Verb.VIEW,
        "form__event__author",
    ),
    Need(
        "absent",
        TravelLine,
        "Paid for, not present",
        "journey is paid for a person who is not recorded as present",
        "journeys are paid for people who are not recorded as present",
        _is_paid_and_absent,
    ),
    Need(
        "open",
        PreviewLink,
        "Open to their holders",
        "preview link is open to whoever holds it",
        "preview links are open to whoever holds them",
        _is_open,
        Verb.VIEW,
        "made_by",
    ),
    Need(
        "factor",
        User,
        "Without a second factor",
        "account has no second factor yet",
        "accounts have no second factor yet",
        _lacks_second_factor,
    ),
    Need(
        "locked",
        Limit,
        "Locked after too many tries",
        "name or network address is locked after too many tries",
        "names or network addresses are locked after too many tries",
        _is_locked,
        Verb.VIEW,
    ),
)
