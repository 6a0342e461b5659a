"""Each need is counted for those who may see to it, in words that fit the number, and its link lists what it counts."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from events.actions.duplicates import tell_apart
from events.models import Event, Limit, Presentation, PreviewLink
from tests import factories as make
from tests.unpog_portal import needy
from unpog_portal.attention import Line, attention
from unpog_portal.needs import NEEDS
from unpog_portal.roles import Role, apply_roles

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(db: None) -> Callable[[Role], User]:
    groups = apply_roles()

    def _person(role: Role) -> User:
        user, is_new = User.objects.get_or_create(username=role.value, is_staff=True)
        if is_new:
            user.groups.add(groups[role])
        return user

    return _person


def _lines(user: User, name: str) -> list[Line]:
    return [line for line in attention(user) if line.address.endswith(f"?needs={name}")]


def test_every_need_is_tried() -> None:
    assert {need.name for need in NEEDS} == {*needy.LINES, "factor"}


@pytest.mark.parametrize("name", needy.LINES)
def test_line_counts_in_words_that_fit(name: str, person: Callable[[Role], User]) -> None:
    made, role, one, many = needy.LINES[name]
    assert _lines(person(role), name) == []
    made()
    assert [(line.count, line.sentence) for line in _lines(person(role), name)] == [(1, one)]
    made()
    assert [(line.count, line.sentence) for line in _lines(person(role), name)] == [(2, many)]


@pytest.mark.parametrize("name", needy.LINES)
def test_link_of_a_line_lists_what_it_counts(name: str, person: Callable[[Role], User], publisher: Client) -> None:
    made = needy.LINES[name][0]
    rows = {made().pk, made().pk}
    calm = make.make_event(stage=Event.Stage.REPORTED)
    make.make_post(), make.make_report(event=calm), make.make_survey(is_released=False, event=calm)
    make.make_travel_line(travel_cost=0, event=calm)
    (line,) = _lines(User.objects.get(username="publisher"), name)
    answer = publisher.get(line.address)
    assert answer.status_code == 200
    assert {row.pk for row in answer.context["cl"].result_list} == rows


@pytest.mark.parametrize("name", ["review", "soon", "expired"])
def test_author_is_not_asked_for_what_only_an_editor_may_do(name: str, person: Callable[[Role], User]) -> None:
    needy.LINES[name][0](author=person(Role.AUTHOR))
    assert attention(person(Role.AUTHOR)) == []


@pytest.mark.parametrize("name", ["changes", "stale", "over", "report", "owed", "answers"])
def test_author_sees_the_own_items_and_no_others(name: str, person: Callable[[Role], User]) -> None:
    made, author = needy.LINES[name][0], person(Role.AUTHOR)
    made()
    assert _lines(author, name) == []
    own = made(author=author)
    assert [line.count for line in _lines(author, name)] == [1]
    client = Client()
    client.force_login(author)
    shown = client.get(_lines(author, name)[0].address).context["cl"].result_list
    assert [row.pk for row in shown] == [own.pk]


def test_author_sees_the_preview_links_that_the_author_made(person: Callable[[Role], User]) -> None:
    author = person(Role.AUTHOR)
    needy.open()
    needy.open(made_by=author)
    assert [line.count for line in _lines(author, "open")] == [1]


def test_finance_sees_the_money_and_nothing_else(person: Callable[[Role], User]) -> None:
    for made, *_ in needy.LINES.values():
        made()
    assert [line.address.partition("needs=")[2] for line in attention(person(Role.FINANCE))] == ["absent"]


def test_editor_sees_no_money_and_no_locks(person: Callable[[Role], User]) -> None:
    needy.absent(), needy.locked()
    assert [line.address.partition("needs=")[2] for line in attention(person(Role.EDITOR))] == ["over"]


def test_nobody_is_asked_for_what_is_in_order(person: Callable[[Role], User]) -> None:
    now = timezone.now()
    event = make.make_event(stage=Event.Stage.HELD)
    make.make_report(event=event)
    make.make_event(stage=Event.Stage.ANNOUNCED, starts_on=now.date() + needy.DAY, ends_on=now.date() + needy.DAY)
    make.make_event(stage=Event.Stage.POSTPONED)
    make.make_post(live=False, changed_at=now - 29 * needy.DAY, go_live_at=now - 90 * needy.DAY)
    make.make_post(live=False, go_live_at=now)
    make.make_post(go_live_at=now + 8 * needy.DAY)
    make.make_post(expire_at=now - 31 * needy.DAY)
    make.make_post(live=False, withdrawn_at=now - 90 * needy.DAY, withdrawn_reason="Replaced.")
    make.make_survey(is_released=False, event=event)
    PreviewLink.objects.create(item=event, expires_at=now - needy.DAY)
    PreviewLink.objects.create(item=event, expires_at=now + needy.DAY, revoked_at=now)
    Limit.objects.create(key="password:name:c", count=2, resets_at=now + needy.DAY)
    assert attention(person(Role.ADMINISTRATOR)) == []


def test_translation_of_a_reported_event_needs_no_report_of_its_own(person: Callable[[Role], User]) -> None:
    event = make.make_event(stage=Event.Stage.HELD)
    make.make_report(event=event)
    make.make_event(stage=Event.Stage.HELD, language="ko", translation_key=event.translation_key)
    assert attention(person(Role.EDITOR)) == []


def test_speaker_who_was_paid_for_and_spoke_by_video_is_absent(person: Callable[[Role], User]) -> None:
    line = make.make_travel_line(travel_cost=100)
    make.make_participation(event=line.event, person=line.person)
    session = make.make_session(event=line.event)
    assert attention(person(Role.FINANCE)) == []
    make.make_presentation(session=session, speaker=line.person, mode=Presentation.Mode.VIDEO)
    assert [line.count for line in attention(person(Role.FINANCE))] == [1]
    make.make_presentation(session=session, speaker=line.person, mode=Presentation.Mode.IN_PERSON)
    assert attention(person(Role.FINANCE)) == []


def test_cancelled_journey_is_nobodys_absence(person: Callable[[Role], User]) -> None:
    make.make_travel_line(is_cancelled=True)
    assert attention(person(Role.FINANCE)) == []


def test_accounts_without_second_factor_are_counted_where_it_is_required(
    person: Callable[[Role], User], settings: Any
) -> None:
    administrator = person(Role.ADMINISTRATOR)
    Authenticator.objects.create(user=administrator, type=Authenticator.Type.TOTP, data={})
    needy.unprotected()
    User.objects.create_user("gone", is_staff=True, is_active=False)
    User.objects.create_user("public")
    assert attention(administrator) == []
    settings.PORTAL_REQUIRE_SECOND_FACTOR = True
    assert [(line.count, line.sentence) for line in attention(administrator)] == [
        (1, "account has no second factor yet")
    ]
    Authenticator.objects.filter(user=administrator).update(type=Authenticator.Type.RECOVERY_CODES)
    assert [line.sentence for line in attention(administrator)] == ["accounts have no second factor yet"]


def test_lines_cost_one_query_for_each_kind_of_row(person: Callable[[Role], User]) -> None:
    administrator = person(Role.ADMINISTRATOR)
    administrator.has_perm("events.view_post")  # rights are read once
    counts = []
    for _ in range(2):
        for made, *_ in needy.LINES.values():
            made()
        with CaptureQueriesContext(connection) as queries:
            assert len(attention(administrator)) >= len(needy.LINES)
        counts.append(len(queries))
    kinds = len({need.model for need in NEEDS})
    assert counts == [kinds + 1, kinds + 1]  # and one for people who are recorded twice


def test_people_who_are_recorded_twice_are_one_line(person: Callable[[Role], User]) -> None:
    editor = person(Role.EDITOR)
    one = make.make_person(family_name="Lee", given_name="Minji")
    make.make_person(family_name="Lee", given_name="Minji", distinction="of Busan")
    make.make_person(family_name="Lim", given_name="Minji")
    assert attention(editor) == []
    other = make.make_person(family_name="LEE", given_name="Minji")
    address = reverse("admin:events_person_duplicates")
    assert attention(editor) == [Line(1, "person may be recorded twice", address)]
    assert attention(person(Role.AUTHOR)) == []
    tell_apart(one=one, other=other, by=editor)
    assert attention(editor) == []


def test_several_people_are_recorded_twice(person: Callable[[Role], User]) -> None:
    for name in ("Lee", "LEE", "Kim", "KIM"):
        make.make_person(family_name=name, given_name="Minji")
    assert [(line.count, line.sentence) for line in attention(person(Role.EDITOR))] == [
        (2, "people may be recorded twice")
    ]
