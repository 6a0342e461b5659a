"""Every rich text of the admin is written in the editor, and its page lets the editor start."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.forms import ModelForm
from django.test import Client, RequestFactory
from django.urls import reverse

from events.desk.writing import RichTextWidget
from events.models.fields import RichTextField
from tests import factories as make
from tests.pages import tree

pytestmark = pytest.mark.django_db


def _forms() -> Iterator[tuple[Any, type[ModelForm]]]:
    """Every form of the admin and of its rows, with the model admin that makes it."""
    request = RequestFactory().get("/")
    request.user = User.objects.create_superuser("forms")
    for keeper in (keeper for keeper in admin.site._registry.values() if keeper.has_add_permission(request)):
        yield keeper, keeper.get_form(request)
        for rows in keeper.get_inline_instances(request):
            yield rows, rows.get_formset(request).form


def test_every_rich_text_has_the_editor() -> None:
    found = {
        f"{type(keeper).__name__}.{name}": type(field.widget)
        for keeper, form in _forms()
        for name, field in form.base_fields.items()
        if isinstance(keeper.model._meta.get_field(name) if _is_field(keeper, name) else None, RichTextField)
    }
    assert len(found) > 10
    assert {name: widget for name, widget in found.items() if widget is not RichTextWidget} == {}


def _is_field(keeper: Any, name: str) -> bool:
    return name in {field.name for field in keeper.model._meta.get_fields()}


def test_import_map_carries_the_nonce_of_its_page(publisher: Client) -> None:
    response = publisher.get(reverse("admin:events_post_add"))
    policy = response.headers["Content-Security-Policy"]
    scripts = [script for script in tree(response).iter("script") if not script.get("src")]
    assert [script.get("type") for script in scripts if script.text] == ["importmap"]
    assert f"'nonce-{scripts[0].get('nonce')}'" in policy
    assert "unsafe-inline" not in policy
    assert set(json.loads(scripts[0].text or "")["imports"]) > {"django-prose-editor/editor", "portal/editor-schema"}


def test_nonce_is_new_on_every_page(publisher: Client) -> None:
    pages = [publisher.get(reverse("admin:events_post_add")).content.decode() for _ in range(2)]
    assert len({nonce for page in pages for nonce in re.findall('nonce="([^"]+)"', page)}) == 2


def test_page_without_rich_text_has_no_nonce(publisher: Client) -> None:
    response = publisher.get(reverse("admin:events_series_add"))
    assert "nonce" not in response.headers["Content-Security-Policy"] + response.content.decode()


def _area(response: Any, name: str) -> Any:
    return next(area for area in tree(response).iter("textarea") if area.get("name") == name)


def test_text_of_a_row_is_written_in_the_language_of_its_event(publisher: Client) -> None:
    session = make.make_session(event=make.make_event(language="fr"))
    response = publisher.get(reverse("admin:events_session_change", args=[session.pk]))
    assert _area(response, "summary").get("lang") == "fr"


def test_item_that_chooses_its_language_leaves_it_to_the_form(publisher: Client) -> None:
    response = publisher.get(reverse("admin:events_post_change", args=[make.make_post(language="fr").pk]))
    assert _area(response, "body").get("lang") is None


@pytest.mark.parametrize(
    ("address", "name", "kind", "notes"),
    [
        ("admin:events_post_add", "lead", "low", None),
        ("admin:events_post_add", "body", "full", None),
        ("admin:events_session_add", "summary", "full", "yes"),
        ("admin:events_session_add", "key_point", "low", "yes"),
        ("admin:reports_report_add", "summary", "full", "yes"),
    ],
)
def test_editor_suits_its_text(publisher: Client, address: str, name: str, kind: str, notes: str | None) -> None:
    area = _area(publisher.get(reverse(address)), name)
    assert (area.get("data-writing"), area.get("data-notes")) == (kind, notes)


def test_text_of_a_blank_row_asks_for_an_editor_too(publisher: Client) -> None:
    response = publisher.get(reverse("admin:events_event_change", args=[make.make_event().pk]))
    assert _area(response, "outcomes-__prefix__-text").get("data-writing") == "low"
