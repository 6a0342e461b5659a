"""Who may do what to which object: the rules beyond what a role gives."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Group, User
from django.contrib.contenttypes.models import ContentType
from django.test import Client

from events.models import AuditEntry, Event, Material, Person, Post, PostLink, Session, TravelLine, WorkingCopy
from events.policy import (
    Verb,
    is_known,
    item_kind,
    item_of,
    may,
    may_clone,
    may_delete,
    may_merge,
    may_publish,
    may_share,
    may_take_back,
    may_write_at_once,
    open_to,
    parent_link,
    visible,
)
from reports.models import ReportSection
from tests import factories as make
from tests.pages import filled
from unpog_portal.roles import Role, apply_roles

pytestmark = pytest.mark.django_db


def _one(role: Role, **fields: Any) -> User:
    user, _ = User.objects.get_or_create(username=role.value, defaults={"is_staff": True} | fields)
    user.groups.add(apply_roles()[role])
    return User.objects.get(pk=user.pk)


def _signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_kinds_that_no_rule_knows_are_refused_to_everybody() -> None:
    root = User.objects.create_superuser("root")
    assert not is_known(ContentType)
    assert not may(root, Verb.VIEW, ContentType)
    assert not is_known(Post.history.model)
    assert not may(root, Verb.VIEW, Post.history.model)


@pytest.mark.parametrize("fields", [{"is_staff": False}, {"is_active": False}])
def test_rights_end_with_the_work_at_the_office(fields: dict[str, bool]) -> None:
    user = _one(Role.ADMINISTRATOR, **fields)
    assert not any(may(user, verb, Post) for verb in (Verb.VIEW, Verb.ADD, Verb.CHANGE, Verb.DELETE))


def test_a_stranger_may_nothing() -> None:
    nobody, post = AnonymousUser(), make.make_post()
    assert not any(may(nobody, verb, subject) for verb in Verb for subject in (post, Post))
    assert list(visible(nobody, Post.objects.all())) == []


def test_item_of_a_row_is_found_over_several_steps() -> None:
    talk, choice = make.make_presentation(), make.make_question(tallies={"good": 1}).choices.get()
    assert item_of(talk) == talk.session.event
    assert item_of(choice.tally) == choice.question.survey.event
    assert item_of(make.make_person()) is None
    assert [item_kind(model) for model in (ReportSection, Material, Person)] == [
        ReportSection._meta.get_field("report").related_model,
        Event,
        None,
    ]


def test_author_changes_own_items_only_and_publishes_none() -> None:
    author = _one(Role.AUTHOR)
    own, other = make.make_post(author=author), make.make_post(author=_one(Role.EDITOR))
    assert [may(author, Verb.CHANGE, post) for post in (own, other)] == [True, False]
    assert [may(author, Verb.VIEW, post) for post in (own, other)] == [True, True]
    assert not may_publish(author, own)


def test_item_without_an_author_is_for_those_who_publish() -> None:
    post = make.make_post(live=False, author=None)
    assert not may(_one(Role.AUTHOR), Verb.CHANGE, post)
    assert may(_one(Role.EDITOR), Verb.CHANGE, post)


def test_rows_of_a_public_item_are_for_those_who_publish() -> None:
    author = _one(Role.AUTHOR)
    public, draft = (make.make_session(event=make.make_event(author=author, live=live)) for live in (True, False))
    assert [may(author, Verb.CHANGE, row) for row in (public, draft)] == [False, True]
    assert [may_write_at_once(author, row.event) for row in (public, draft)] == [False, True]
    assert [may(_one(Role.EDITOR), Verb.CHANGE, row) for row in (public, draft)] == [True, True]


def test_finance_keeps_the_money_of_any_event_and_changes_nothing_else() -> None:
    finance = _one(Role.FINANCE)
    line = make.make_travel_line(event=make.make_event())
    assert may(finance, Verb.CHANGE, line)
    assert not may(finance, Verb.CHANGE, line.event)
    assert not may_write_at_once(finance, line.event)
    assert list(visible(_one(Role.EDITOR), TravelLine.objects.all())) == []


def test_what_was_ever_public_is_deleted_by_an_administrator_alone() -> None:
    author, editor, administrator = (_one(role) for role in (Role.AUTHOR, Role.EDITOR, Role.ADMINISTRATOR))
    draft = make.make_post(live=False, author=author)
    was_public = make.make_post(author=author)
    Post.objects.filter(pk=was_public.pk).update(live=False)
    was_public.refresh_from_db()
    assert [may_delete(user, draft) for user in (author, editor, administrator)] == [True, True, True]
    assert [may_delete(user, was_public) for user in (author, editor, administrator)] == [False, False, True]


def test_records_are_looked_at_and_nothing_else() -> None:
    root = User.objects.create_superuser("root")
    entry = AuditEntry.record(AuditEntry.Action.PUBLISHED)
    assert may(root, Verb.VIEW, entry)
    assert not any(may(root, verb, entry) for verb in (Verb.ADD, Verb.CHANGE, Verb.DELETE))


def test_accounts_are_kept_by_administrators() -> None:
    author, administrator = _one(Role.AUTHOR), _one(Role.ADMINISTRATOR)
    assert may(administrator, Verb.CHANGE, author)
    assert not any(may(author, verb, kind) for verb in Verb for kind in (User, Group, author))
    assert not any(may(_one(Role.EDITOR), verb, User) for verb in Verb)


def test_what_is_scheduled_is_taken_back_by_those_who_publish() -> None:
    author = _one(Role.AUTHOR)
    draft = make.make_post(live=False, author=author)
    scheduled = make.make_post(author=author, go_live_at=make.LONG_AGO.replace(year=2999))
    assert [may_take_back(author, post) for post in (draft, scheduled)] == [True, False]
    assert may_take_back(_one(Role.EDITOR), scheduled)


def test_sharing_cloning_and_merging_follow_the_roles() -> None:
    author, editor, finance = (_one(role) for role in (Role.AUTHOR, Role.EDITOR, Role.FINANCE))
    event = make.make_event(author=author)
    assert [may_share(user, event) for user in (author, editor, finance)] == [True, True, False]
    assert [may_clone(user, event) for user in (author, editor, finance)] == [True, True, False]
    assert [may_merge(user, Person) for user in (author, editor, finance)] == [False, True, False]
    assert not may_merge(editor, Session)


def test_rows_are_added_only_to_what_somebody_may_change_at_once() -> None:
    author, editor = _one(Role.AUTHOR), _one(Role.EDITOR)
    own = make.make_session(event=make.make_event(author=author, live=False))
    make.make_session(event=make.make_event(author=author))
    make.make_session(event=make.make_event(author=editor, live=False))
    assert list(open_to(author, Event.objects.all())) == [own.event]
    assert list(open_to(author, Session.objects.all())) == [own]
    assert open_to(editor, Session.objects.all()).count() == 3
    assert open_to(_one(Role.FINANCE), Event.objects.all()).count() == 0


def test_link_from_a_row_to_its_item_is_known() -> None:
    found = {model: parent_link(model) for model in (PostLink, Session, ReportSection, Post, Person, TravelLine)}
    assert found == {PostLink: "post", Session: "event", ReportSection: "report", Post: "", Person: "", TravelLine: ""}


def test_author_cannot_hang_a_session_on_a_public_event() -> None:
    author = _one(Role.AUTHOR)
    public, draft = (make.make_event(author=author, live=live) for live in (True, False))
    client, address = _signed_in(author), "/admin/events/session/add/"
    sent = filled(client.get(address), code="1", title="Opening")
    refused = client.post(address, sent | {"event": public.pk})
    assert refused.context["adminform"].form.errors.keys() == {"event"}
    assert client.post(address, sent | {"event": draft.pk}).status_code == 302
    assert [event.sessions.count() for event in (public, draft)] == [0, 1]


def test_author_cannot_move_a_session_of_a_draft_to_a_public_event() -> None:
    author = _one(Role.AUTHOR)
    session = make.make_session(event=make.make_event(author=author, live=False))
    public = make.make_event(author=author)
    client, address = _signed_in(author), f"/admin/events/session/{session.pk}/change/"
    answer = client.post(address, filled(client.get(address), event=public.pk))
    assert answer.context["adminform"].form.errors.keys() == {"event"}
    assert public.sessions.count() == 0


def test_draft_with_links_and_old_addresses_can_still_be_deleted() -> None:
    author = _one(Role.AUTHOR)
    post = make.make_post(live=False, author=author)
    WorkingCopy.objects.create(item=post)
    client = _signed_in(author)
    assert client.post(f"/admin/events/post/{post.pk}/delete/", {"post": "yes"}).status_code == 302
    assert not Post.objects.filter(pk=post.pk).exists()


def test_page_for_deleting_names_no_travel_line_to_those_who_see_no_money() -> None:
    person = make.make_person(family_name="Traveller")
    line = make.make_travel_line(person=person)
    address = f"/admin/events/person/{person.pk}/delete/"
    told = {role: _signed_in(_one(role)).get(address) for role in (Role.EDITOR, Role.ADMINISTRATOR)}
    assert [str(line) in answer.content.decode() for answer in told.values()] == [False, True]
    assert "<li>travel line</li>" in told[Role.EDITOR].content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "travel_lines__travel_cost__gt=100",
        "author__password__startswith=pbkdf2",
        "changed_by__email__contains=a",
    ],
)
def test_lists_answer_no_question_about_what_they_do_not_show(query: str) -> None:
    client = _signed_in(_one(Role.EDITOR))
    assert client.get(f"/admin/events/event/?{query}").status_code == 400


def test_pop_up_and_foreign_list_ask_for_the_same_rights() -> None:
    client = _signed_in(_one(Role.EDITOR))
    assert client.get("/admin/events/dsarate/add/?_popup=1&_to_field=id").status_code == 403
    assert client.get("/admin/events/travelline/?_popup=1&_to_field=id").status_code == 403
    assert client.get("/admin/auth/user/add/?_popup=1").status_code == 403
