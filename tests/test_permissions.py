"""Walks the matrix of `tests/data/permissions.py`: every person at every address, in every state of the item."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import transaction
from django.test import override_settings
from django.urls import URLResolver, get_resolver, reverse

from events.actions.badges import badge_code
from events.desk.history import versions
from tests.data.addresses import ADDRESSES
from tests.data.families import FAMILY_OF
from tests.data.permissions import CHOOSERS, EDITIONS, PAGES, SHORT_FORM, STATES, Row
from tests.office import Office, address, blank_pages

pytestmark = pytest.mark.django_db
# What the addresses of an item's own pages name after the item's number.
_TAILS: dict[str, Any] = {
    "links_revoke": lambda office, item: [office.link(item).pk],
    "restore": lambda office, item: ["version", versions(item)[0].number],
    "badge": lambda office, item: [badge_code(office.participation(item))],
    "paper_form": lambda office, item: [office.paper_form(item).serial],
    "paper_second": lambda office, item: [office.paper_form(item).serial],
}
_TAILS |= dict.fromkeys(("import", "import_undo", "import_left"), lambda office, item: [office.import_run(item).pk])
_TAILS["export_file"] = lambda office, item: ["participants", "csv"]
_SENT = {"delete": {"post": "yes"}, "links": {"days": "7"}}


@pytest.fixture(scope="module")
def office(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One office for all tests of this module."""
    with (
        override_settings(VAR_DIR=tmp_path_factory.mktemp("var"), TEMPLATES=blank_pages()),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        yield Office()
        transaction.set_rollback(True)


def _patterns(resolver: Any, space: str = "", route: str = "") -> Iterator[str]:
    """Every address by its name, or by its route where it has none."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _patterns(pattern, inner, route + str(pattern.pattern))
        else:
            yield f"{space}{pattern.name}" if pattern.name else route + str(pattern.pattern)


@cache
def _all_addresses() -> set[str]:
    return set(_patterns(get_resolver()))


def _addresses_of(label: str) -> set[str]:
    names = {f"admin:{label.replace('.', '_')}_{page}" for page in PAGES[FAMILY_OF[label]]}
    return names | {f"admin/{label.replace('.', '/')}/<path:object_id>/"}


SPECIAL = {"admin:autocomplete", "admin:reports_report_pdf"}


def test_every_address_has_a_row() -> None:
    known = set(ADDRESSES) | SPECIAL | set().union(*map(_addresses_of, FAMILY_OF))
    assert sorted(_all_addresses() - known) == []


def test_every_row_has_an_address() -> None:
    there = _all_addresses()
    pages = {(family, page) for label, family in FAMILY_OF.items() for page in PAGES[family] if _exists(label, page)}
    assert sorted(set(ADDRESSES) - there) == []
    assert {(family, page) for family in PAGES for page in PAGES[family]} - pages == set()


def _exists(label: str, page: str) -> bool:
    return page == "delete_selected" or f"admin:{label.replace('.', '_')}_{page}" in _all_addresses()


def test_every_model_of_the_admin_has_a_family() -> None:
    assert {model._meta.label_lower for model in admin.site._registry} == set(FAMILY_OF)


def _rows(rows: tuple[Row, ...], every: tuple[str, ...]) -> dict[tuple[str, str], str]:
    """The letters by state and method."""
    found = {}
    for state, method, letters in rows:
        for one in every if state == "any" else (state,):
            found[one, method] = letters
    return found


def _visit(office: Office, label: str, page: str, state: str, method: str) -> str:
    name = f"admin:{label.replace('.', '_')}_{page}"
    if page in ("changelist", "add"):
        return office.everybody(method, reverse(name))
    item = office.object(label, state)
    removed = item if method == "POST" and page in ("delete", "delete_selected") else None
    if page == "delete_selected":
        sent = {"action": page, "_selected_action": item.pk, "post": "yes"}
        return office.everybody(method, reverse(name.replace(page, "changelist")), sent, removes=removed)
    tail = _TAILS[page](office, item) if page in _TAILS else []
    return office.everybody(method, reverse(name, args=[item.pk, *tail]), _SENT.get(page), removes=removed)


@pytest.mark.parametrize("label", FAMILY_OF)
def test_pages_of_the_admin_are_for_whom_the_matrix_says(label: str, office: Office) -> None:
    wanted, found = {}, {}
    for page, rows in PAGES[FAMILY_OF[label]].items():
        if not _exists(label, page):
            continue
        for (state, method), letters in _rows(rows, ("published",)).items():
            wanted[page, state, method] = letters
            found[page, state, method] = _visit(office, label, page, state, method)
    short = f"/admin/{label.replace('.', '/')}/{office.object(label).pk}/"
    assert found == wanted
    assert office.everybody("GET", short) == SHORT_FORM


def _marked(name: str) -> Any:
    return pytest.param(name, marks=pytest.mark.pdf) if name == "reports:report_pdf" else name


def _places(name: str) -> list[str]:
    states = {state for state, _, _ in ADDRESSES[name]}
    return [""] if states == {""} else [*STATES]


@pytest.mark.parametrize("name", [_marked(name) for name in ADDRESSES])
def test_other_addresses_are_for_whom_the_matrix_says(name: str, office: Office) -> None:
    wanted = _rows(ADDRESSES[name], tuple(_places(name)))
    found = {(state, method): office.everybody(method, _address(office, name, state)) for state, method in wanted}
    assert found == wanted


def _address(office: Office, name: str, state: str) -> str:
    return "/admin/no-such-page/" if name == CATCH_ALL else address(office, name, state)


CATCH_ALL = "admin/(?P<url>.*)$"


def _choosers() -> list[tuple[str, str]]:
    return [
        (model._meta.label_lower, field)
        for model, model_admin in admin.site._registry.items()
        for field in model_admin.autocomplete_fields
    ]


@pytest.mark.parametrize(("label", "field"), _choosers())
def test_choosers_offer_only_what_one_may_look_at(label: str, field: str, office: Office) -> None:
    target = apps.get_model(label)._meta.get_field(field).related_model._meta.label_lower
    app, model = label.split(".")
    asked = {"app_label": app, "model_name": model, "field_name": field, "term": ""}
    assert office.everybody("GET", reverse("admin:autocomplete"), asked) == CHOOSERS[FAMILY_OF[target]]


@pytest.mark.pdf
@pytest.mark.parametrize("edition", EDITIONS)
def test_editions_of_a_report_are_for_whom_the_matrix_says(edition: str, office: Office) -> None:
    report = office.object("reports.report", "draft")
    place = reverse("admin:reports_report_pdf", args=[report.pk, edition])
    assert office.everybody("GET", place) == EDITIONS[edition]
