"""The audit log says who, what and to which item, also when the account or the item is gone."""

import pytest
from django.contrib.auth.models import AnonymousUser, User

from events.models import AuditEntry
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_entry_names_actor_and_item_after_both_are_gone() -> None:
    user, post = User.objects.create_user("bob"), make.make_post(title="The notice")
    entry = AuditEntry.record(AuditEntry.Action.PUBLISHED, by=user, item=post, detail="in time")
    key = post.pk
    post.delete()
    user.delete()
    entry.refresh_from_db()
    assert (entry.actor, entry.actor_name, entry.item_type, entry.item_id) == (None, "bob", "events.post", key)
    assert str(entry) == "bob published The notice"


def test_entry_of_nobody_known_has_no_actor() -> None:
    entry = AuditEntry.record(AuditEntry.Action.SIGN_IN_FAILED, by=AnonymousUser())
    assert (entry.actor, entry.actor_name, str(entry)) == (None, "", "Somebody failed to sign in")


def test_entry_cuts_what_is_too_long() -> None:
    post = make.make_post(title="x" * 250)
    entry = AuditEntry.record(AuditEntry.Action.REFUSED, item=post, detail="y" * 999)
    assert (len(entry.item_name), len(entry.detail)) == (250, 400)
