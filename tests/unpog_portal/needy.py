"""Rows that need something: who is asked to see to each, and the sentences about one of them and about several."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from events.models import Event, Limit, PreviewLink, WorkingCopy
from tests import factories as make
from unpog_portal.roles import Role

DAY = timedelta(days=1)
Made = Callable[..., Any]


def ready(**fields: Any) -> Any:
    return make.make_post(**({"live": False, "is_ready": True} | fields))


def waiting(**fields: Any) -> Any:
    post = make.make_post(**fields)
    WorkingCopy.objects.create(item=post)
    return post


def soon(**fields: Any) -> Any:
    return make.make_post(go_live_at=timezone.now() + 6 * DAY, **fields)


def stale(**fields: Any) -> Any:
    return make.make_post(live=False, changed_at=timezone.now() - 31 * DAY, **fields)


def expired(**fields: Any) -> Any:
    return make.make_post(expire_at=timezone.now() - 29 * DAY, **fields)


def over(**fields: Any) -> Any:
    return make.make_event(stage=Event.Stage.ANNOUNCED, **fields)


def unreported(**fields: Any) -> Any:
    return make.make_event(stage=Event.Stage.HELD, **fields)


def owed(**fields: Any) -> Any:
    return make.make_report(event=make.make_event(stage=Event.Stage.REPORTING), live=False, **fields)


def unreleased(**fields: Any) -> Any:
    survey = make.make_survey(is_released=False, event=make.make_event(**fields))
    return make.make_question(survey=survey, tallies={"good": 3}).survey


def unread(**fields: Any) -> Any:
    survey = make.make_open_survey(event=make.make_event(**fields))
    question = make.make_question(survey=survey, kind="open")
    return make.make_open_answer(question=question, is_moderated=False).question.survey


def closed(**fields: Any) -> Any:
    event = make.make_event(**fields)
    return make.make_open_survey(event=event, respondent_count=7, closes_at=make.LONG_AGO + DAY)


def absent() -> Any:
    return make.make_travel_line(travel_cost=100)


def unapproved(**fields: Any) -> Any:
    return make.make_registration(**fields)


def undelivered(**fields: Any) -> Any:
    one = make.make_registration(**({"state": "confirmed"} | fields))
    make.make_message(registration=one, state="sent", created_at=timezone.now() - DAY)
    make.make_message(registration=one, state="refused")
    return one


def open(**fields: Any) -> Any:
    return PreviewLink.objects.create(item=make.make_post(), expires_at=timezone.now() + DAY, **fields)


def unprotected() -> Any:
    return User.objects.create_user(f"new-{User.objects.count()}", is_staff=True)


def locked() -> Any:
    key, end = f"password:name:{Limit.objects.count()}", timezone.now() + DAY
    Limit.objects.create(key=f"told:{key}", count=1, resets_at=end)
    return Limit.objects.create(key=key, count=5, resets_at=end)


# What is made, who sees to it, and the two sentences.
LINES: dict[str, tuple[Made, Role, str, str]] = {
    "review": (ready, Role.EDITOR, "notice is ready for review", "notices are ready for review"),
    "changes": (
        waiting,
        Role.EDITOR,
        "notice has changes that wait to be published",
        "notices have changes that wait to be published",
    ),
    "soon": (
        soon,
        Role.EDITOR,
        "notice goes public within the next seven days",
        "notices go public within the next seven days",
    ),
    "stale": (
        stale,
        Role.EDITOR,
        "notice is a draft that has not been touched for 30 days",
        "notices are drafts that have not been touched for 30 days",
    ),
    "expired": (
        expired,
        Role.EDITOR,
        "notice expired in the last 30 days",
        "notices expired in the last 30 days",
    ),
    "over": (over, Role.EDITOR, "event is over and still announced", "events are over and still announced"),
    "report": (
        unreported,
        Role.EDITOR,
        "event was held and has no report yet",
        "events were held and have no report yet",
    ),
    "owed": (
        owed,
        Role.EDITOR,
        "report on an event that was held is still a draft",
        "reports on events that were held are still drafts",
    ),
    "answers": (
        unreleased,
        Role.EDITOR,
        "survey has answers that are not public",
        "surveys have answers that are not public",
    ),
    "unread": (
        unread,
        Role.EDITOR,
        "survey has open answers that nobody has read yet",
        "surveys have open answers that nobody has read yet",
    ),
    "unreleased": (
        closed,
        Role.EDITOR,
        "survey is closed, and its results are not released",
        "surveys are closed, and their results are not released",
    ),
    "approval": (
        unapproved,
        Role.EDITOR,
        "registration waits for approval",
        "registrations wait for approval",
    ),
    "undelivered": (
        undelivered,
        Role.EDITOR,
        "letter about a registration could not be sent",
        "letters about registrations could not be sent",
    ),
    "absent": (
        absent,
        Role.FINANCE,
        "journey is paid for a person who is not recorded as present",
        "journeys are paid for people who are not recorded as present",
    ),
    "open": (
        open,
        Role.EDITOR,
        "preview link is open to whoever holds it",
        "preview links are open to whoever holds them",
    ),
    "locked": (
        locked,
        Role.ADMINISTRATOR,
        "name or network address is locked after too many tries",
        "names or network addresses are locked after too many tries",
    ),
}
