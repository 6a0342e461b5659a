"""Every right of every model is given to a role on purpose, or kept from all of them on purpose."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command
from django.db.models import Model

from unpog_portal.roles import FAMILIES, Role, apply_roles, beyond_roles, rights_of

FLOORS = ("events", "reports", "evaluations")
# The portal itself writes these rows; whoever changed one by hand would forge a record.
WRITTEN_BY_THE_PORTAL = (
    "workingcopy",
    "oldaddress",
    "previewlink",
    "auditentry",
    "limit",
    "importrun",
    "message",
    "registration",
    "answer",
    "grouptally",
    "paperform",
    "invitation",
    "mailing",
    "letter",
)
NOBODY = {f"{verb}_{model}" for model in WRITTEN_BY_THE_PORTAL for verb in ("add", "change", "delete")}


def _is_history(model: type[Model]) -> bool:
    return hasattr(model, "history_object")


def _rights(model: type[Model]) -> set[tuple[str, str, str]]:
    label, name = model._meta.app_label, model._meta.model_name
    codes = [f"{verb}_{name}" for verb in model._meta.default_permissions] + [
        code for code, _ in model._meta.permissions
    ]
    return {(label, name, code) for code in codes}


def _models() -> Iterator[type[Model]]:
    return (model for app in FLOORS for model in apps.get_app_config(app).get_models())


def _codes(role: Role) -> set[str]:
    return {code for _, _, code in rights_of(role)}


def test_every_right_of_every_model_is_decided() -> None:
    given = set().union(*(rights_of(role) for role in Role))
    decided = {right for right in given if right[0] in FLOORS}
    every = set().union(*(_rights(model) for model in _models() if not _is_history(model)))
    assert {right for right in every - decided if right[2] not in NOBODY} == set()
    assert decided - every == set()


def test_rights_kept_from_all_are_given_to_nobody() -> None:
    assert {code for role in Role for code in _codes(role)} & NOBODY == set()


def test_entries_of_a_history_are_given_to_nobody() -> None:
    names = {model._meta.model_name for model in _models() if _is_history(model)}
    assert {label.split(".")[1] for models in FAMILIES for label in models} & names == set()


def test_every_model_stands_in_one_family() -> None:
    labels = [label for models in FAMILIES for label in models]
    assert len(labels) == len(set(labels))


def test_only_administrators_keep_accounts() -> None:
    holders = {role for role in Role for app, _, _ in rights_of(role) if app == "auth"}
    assert holders == {Role.ADMINISTRATOR}


def test_an_administrator_has_every_right_that_somebody_has() -> None:
    assert set().union(*map(rights_of, Role)) == rights_of(Role.ADMINISTRATOR)


def test_money_is_for_finance_and_administrators() -> None:
    money = {"travelline", "terminallegs", "dsarate", "terminalrate"}
    holders = {role for role in Role for _, model, _ in rights_of(role) if model in money}
    assert holders == {Role.FINANCE, Role.ADMINISTRATOR}


def test_authors_and_finance_never_publish() -> None:
    publishers = {role for role in Role if any(code.startswith("publish_") for code in _codes(role))}
    assert publishers == {Role.EDITOR, Role.ADMINISTRATOR}


@pytest.mark.parametrize("role", Role)
def test_whoever_sees_a_row_may_see_what_it_names(role: Role) -> None:
    seen = {code.removeprefix("view_") for code in _codes(role) if code.startswith("view_")}
    named = {
        (model._meta.model_name, field.related_model._meta.model_name)
        for model in _models()
        if model._meta.model_name in seen
        for field in model._meta.concrete_fields
        if field.editable and field.is_relation
    }
    assert {pair for pair in named if pair[1] not in seen} == set()


@pytest.mark.django_db
def test_roles_are_made_once_with_exactly_their_rights() -> None:
    groups = apply_roles()
    groups[Role.AUTHOR].permissions.add(Permission.objects.get(codename="change_user"))
    assert apply_roles() == groups
    assert Group.objects.count() == len(Role)
    for role, group in groups.items():
        found = group.permissions.values_list("content_type__app_label", "content_type__model", "codename")
        assert set(found) == rights_of(role)


@pytest.mark.django_db
def test_command_names_accounts_with_rights_beyond_a_role(capsys: pytest.CaptureFixture[str]) -> None:
    apply_roles()
    plain, direct, other = (User.objects.create_user(name) for name in ("plain", "direct", "other"))
    plain.groups.set(Group.objects.all())
    direct.user_permissions.add(Permission.objects.get(codename="change_user"))
    other.groups.add(Group.objects.create(name="helpers"))
    assert beyond_roles() == ["direct", "other"]
    call_command("make_roles")
    said = capsys.readouterr().out
    assert f"author: {len(rights_of(Role.AUTHOR))} rights" in said
    assert "direct has rights beyond a role" in said
    assert "plain" not in said
