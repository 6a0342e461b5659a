"""What was done is told once, to those who may know, with a link to what is still there."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from events.models import AuditEntry
from tests import factories as make
from unpog_portal.activity import last_acts, latest_items
from unpog_portal.roles import Role, apply_roles

pytestmark = pytest.mark.django_db
Action = AuditEntry.Action


def _person(role: Role, name: str = "") -> User:
    user = User.objects.create_user(name or role.value, is_staff=True)
    user.groups.add(apply_roles()[role])
    return user


def _log(user: User, item: Any, flag: int = CHANGE, *, ago: timedelta = timedelta(0)) -> None:
    LogEntry.objects.log_actions(user.pk, [item], flag, "", single_object=True)
    entry = LogEntry.objects.order_by("pk").last()
    assert entry
    LogEntry.objects.filter(pk=entry.pk).update(action_time=timezone.now() - ago)


def _told(user: User) -> list[tuple[str, str, str]]:
    return [(act.who, act.did, act.what) for act in last_acts(user)]


def test_act_says_who_did_what_and_leads_there() -> None:
    editor, post = _person(Role.EDITOR), make.make_post(title="Forum")
    _log(editor, post, ADDITION)
    (act,) = last_acts(editor)
    assert (act.who, act.did, act.what) == ("editor", "added", "news notice “Forum”")
    assert act.address == reverse("admin:events_post_change", args=[post.pk])
    assert timezone.now() - act.at < timedelta(minutes=1)


def test_deleted_item_has_no_link() -> None:
    editor, post = _person(Role.EDITOR), make.make_post(title="Forum")
    _log(editor, post, DELETION)
    assert [(act.did, act.address) for act in last_acts(editor)] == [("deleted", "")]


def test_publishing_is_told_once_and_not_as_a_change() -> None:
    editor, post = _person(Role.EDITOR), make.make_post(title="Forum")
    _log(editor, post)
    AuditEntry.record(Action.PUBLISHED, by=editor, item=post)
    _log(editor, post)
    assert _told(editor) == [("editor", "published", "news notice “Forum”")]


def test_saving_again_and_again_is_one_act_and_an_hour_later_another() -> None:
    editor, post = _person(Role.EDITOR), make.make_post(title="Forum")
    for _ in range(3):
        _log(editor, post)
    _log(editor, post, ago=timedelta(hours=1))
    assert len(_told(editor)) == 2


def test_two_people_on_one_item_are_two_acts() -> None:
    editor, other, post = _person(Role.EDITOR), _person(Role.EDITOR, "other"), make.make_post()
    _log(editor, post), _log(other, post)
    assert [who for who, _, _ in _told(editor)] == ["other", "editor"]


def test_author_sees_the_own_acts_and_an_editor_everybodys() -> None:
    author, editor = _person(Role.AUTHOR), _person(Role.EDITOR)
    _log(editor, make.make_post())
    _log(author, make.make_post())
    AuditEntry.record(Action.SUBMITTED, by=author, item=make.make_post())
    AuditEntry.record(Action.PUBLISHED, by=editor, item=make.make_post())
    assert [who for who, _, _ in _told(author)] == ["author", "author"]
    assert sorted(who for who, _, _ in _told(editor)) == ["author", "author", "editor", "editor"]


def test_editor_does_not_learn_of_money_or_accounts() -> None:
    administrator, editor = _person(Role.ADMINISTRATOR), _person(Role.EDITOR)
    _log(administrator, make.make_travel_line())
    _log(administrator, editor)
    AuditEntry.record(Action.SIGNED_IN, by=administrator)
    AuditEntry.record(Action.REFUSED, by=administrator, detail="/admin/")
    assert _told(editor) == []
    assert len(_told(administrator)) == 2


def test_act_on_no_single_item_says_what_it_was_about() -> None:
    editor = _person(Role.EDITOR)
    AuditEntry.record(Action.EXPORTED, by=editor, detail="participants of the Forum")
    assert _told(editor) == [("editor", "exported", "“participants of the Forum”")]
    assert [act.address for act in last_acts(editor)] == [""]


def test_ten_acts_are_enough() -> None:
    editor = _person(Role.EDITOR)
    for hours in range(12):
        _log(editor, make.make_post(title=f"No. {hours}"), ago=timedelta(hours=hours))
    told = _told(editor)
    assert [what for _, _, what in told] == [f"news notice “No. {hours}”" for hours in range(10)]


def test_latest_items_are_what_somebody_saved_last() -> None:
    author, now = _person(Role.AUTHOR), timezone.now()
    post = make.make_post(title="Mine", live=False, author=author, changed_at=now - timedelta(days=2))
    event = make.make_event(title="Edited by me", changed_by=author, changed_at=now - timedelta(days=1))
    report = make.make_report(title="Report", live=False, is_ready=True, author=author, changed_at=now)
    make.make_post(title="Never saved here", author=author)
    make.make_post(title="Of others", changed_at=now)
    found = latest_items(author)
    assert [(item.title, item.kind, item.state.value) for item in found] == [
        ("Report", "report", "ready"),
        ("Edited by me", "event", "published"),
        ("Mine", "news notice", "draft"),
    ]
    assert [item.address for item in found] == [
        reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
        for row in (report, event, post)
    ]


def test_latest_items_are_five_at_most() -> None:
    author = _person(Role.AUTHOR)
    for _ in range(7):
        make.make_post(author=author, changed_at=timezone.now())
    assert len(latest_items(author)) == 5


def test_finance_has_no_latest_items() -> None:
    finance = _person(Role.FINANCE)
    make.make_post(changed_by=finance, changed_at=timezone.now())
    assert latest_items(finance) == []
