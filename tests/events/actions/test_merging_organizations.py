"""Two organizations become one: what hangs on either, and every name of both, leads to the one that is kept."""

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from events.actions.merging import MergeError, collisions, differences, hanging, merge
from events.imports.known import Organizations
from events.models import AuditEntry, Host, Organization
from tests import factories as make


@pytest.fixture
def editor_user(db: None) -> User:
    return User.objects.create_user("ed")


def _merge(kept: Organization, other: Organization, by: User, **choices: str) -> Organization:
    return merge(kept=kept, other=other, choices=choices, by=by)


def _aliases(body: Organization) -> list[str]:
    return [alias.name for alias in body.aliases.all()]


def test_names_of_the_other_become_aliases_and_are_found_by_an_import(editor_user: User) -> None:
    kept = make.make_organization(name="World Bank", acronym="WB")
    other = make.make_organization(name="The World Bank Group", acronym="WBG")
    other.aliases.create(name="Banque mondiale")
    told = {d.key: (d.kept, d.other, d.usual) for d in differences(kept, other)}
    assert told == {
        "name": ("World Bank", "The World Bank Group", "other"),
        "acronym": ("WB", "WBG", "other"),
    }
    merged = _merge(kept, other, editor_user, name="kept", acronym="kept")
    assert (merged.name, merged.acronym) == ("World Bank", "WB")
    assert _aliases(merged) == ["Banque mondiale", "The World Bank Group", "WBG"]
    known = Organizations({}, may_add=False)
    assert {known.same(name) for name in ("World Bank", "the world bank group", "Banque Mondiale", "WBG")} == {kept.pk}


def test_name_of_the_other_may_be_kept(editor_user: User) -> None:
    kept, other = make.make_organization(name="WB"), make.make_organization(name="World Bank")
    kept.aliases.create(name="World bank")
    merged = _merge(kept, other, editor_user)
    merged.refresh_from_db()
    assert (merged.pk, merged.name, _aliases(merged)) == (kept.pk, "World Bank", ["WB", "World bank"])
    kept.aliases.create(name="World Bank Group")
    group = make.make_organization(name="World Bank Group")
    assert _aliases(_merge(merged, group, editor_user)) == ["WB", "World Bank", "World bank"]


def test_all_that_hangs_on_one_hangs_on_the_other(editor_user: User) -> None:
    kept, other = make.make_organization(), make.make_organization()
    person, row = make.make_person(organization=other), make.make_participation(organization=other)
    host, part = make.make_host(organization=other), make.make_organization(parent=other)
    assert [(found.label, len(found.rows)) for found in hanging(other)] == [
        ("hosts", 1),
        ("organizations", 1),
        ("participations", 1),
        ("people", 1),
    ]
    _merge(kept, other, editor_user)
    for moved, name in ((person, "organization"), (row, "organization"), (host, "organization"), (part, "parent")):
        moved.refresh_from_db()
        assert getattr(moved, name) == kept
    assert not Organization.objects.filter(pk=other.pk).exists()


def test_hosts_of_one_event_become_one(editor_user: User) -> None:
    event, kept, other = make.make_event(), make.make_organization(), make.make_organization()
    for body in (kept, other):
        make.make_host(event=event, organization=body)
    assert len(collisions(kept, other)) == 1
    _merge(kept, other, editor_user)
    assert [host.organization for host in Host.objects.all()] == [kept]


def test_organization_never_becomes_a_part_of_itself(editor_user: User) -> None:
    other = make.make_organization(name="Zentrum")
    kept = make.make_organization(name="Centre", parent=other)
    assert _merge(kept, other, editor_user).parent is None
    top = make.make_organization(name="Agency")
    between = make.make_organization(name="Department", parent=top)
    below = make.make_organization(name="Bureau", parent=between)
    merged = _merge(below, top, editor_user)
    between.refresh_from_db()
    merged.refresh_from_db()
    assert (merged.parent, between.parent) == (None, below)


def test_merge_is_logged_with_what_was_dropped(editor_user: User) -> None:
    kept, other = make.make_organization(name="World Bank"), make.make_organization(name="Worldbank")
    number = other.pk
    _merge(kept, other, editor_user)
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.item_id, entry.actor) == ("merged", kept.pk, editor_user)
    assert entry.detail == (
        f"“Worldbank” (No. {number}) is now “World Bank” (No. {kept.pk}); dropped: Name “Worldbank”"
    )


def test_organization_is_not_merged_with_itself_or_with_nobody(editor_user: User) -> None:
    kept, other = make.make_organization(), make.make_organization()
    with pytest.raises(MergeError, match="one organization, not two"):
        _merge(kept, kept, editor_user)
    Organization.objects.filter(pk=other.pk).delete()
    with pytest.raises(MergeError, match="One of the two is gone"):
        _merge(kept, other, editor_user)


def test_result_that_is_not_allowed_changes_nothing(editor_user: User) -> None:
    kept, other = make.make_organization(name="Centre"), make.make_organization(name="Center")
    Organization.objects.filter(pk=other.pk).update(kind="nonsense")
    row = make.make_participation(organization=other)
    with pytest.raises(ValidationError):
        _merge(kept, other, editor_user, kind="other")
    row.refresh_from_db()
    assert (row.organization_id, Organization.objects.count(), AuditEntry.objects.count()) == (other.pk, 2, 0)
