"""Reads pages as a browser does: what a form would send, and the messages beside its fields."""

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from django.http import HttpResponse


def _value(field: Element) -> str | None:
    kind = field.get("type", "")
    if field.tag == "textarea":
        return "".join(field.itertext())
    if field.tag == "select":
        options = list(field.iter("option"))
        chosen = [option for option in options if option.get("selected") is not None] or options[:1]
        return chosen[0].get("value", "") if chosen else None
    if kind in ("file", "submit", "image", "button"):
        return None
    if kind == "checkbox" and field.get("checked") is None:
        return None
    return field.get("value", "on" if kind == "checkbox" else "")


def tree(response: HttpResponse) -> Element:
    """The page as elements."""
    return html5lib.parse(response.content.decode(), namespaceHTMLElements=False)


def _fields(response: HttpResponse) -> Iterator[Element]:
    for form in tree(response).iter("form"):
        if form.get("method") == "post" and not (form.get("action") or "").endswith("logout/"):
            yield from (field for field in form.iter() if field.tag in ("input", "select", "textarea"))


def filled(response: HttpResponse, **changes: Any) -> dict[str, Any]:
    """What the form on a page would send, with some fields typed anew."""
    values = {field.get("name", ""): _value(field) for field in _fields(response)}
    return {name: value for name, value in values.items() if name and value is not None} | changes


def complaints(response: Any) -> dict[str, list[str]]:
    """The messages of an admin page by field; those of a row as "legs-0-amount", those above under ""."""
    form = response.context["adminform"].form
    found = {name if name != "__all__" else "": list(errors) for name, errors in form.errors.items()}
    for rows in response.context["inline_admin_formsets"]:
        found |= {"": list(rows.formset.non_form_errors())} if rows.formset.non_form_errors() else {}
        for row in rows.formset.forms:
            found |= {f"{row.prefix}-{name}": list(errors) for name, errors in row.errors.items()}
    return found
