"""Pages find their pictures where their visitor may see them: public, by a link, or at the desk."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.template import Context, Template

from tests import factories as make

pytestmark = pytest.mark.django_db


def _said(tag: str, **context: Any) -> str:
    return Template("{% load pictures %}{% " + tag + " %}").render(Context(context, autoescape=False))


def _request(token: str | None) -> Any:
    if token is None:
        return SimpleNamespace()
    return SimpleNamespace(preview=SimpleNamespace(token=token), preview_query=f"?preview={token}" if token else "")


@pytest.mark.parametrize(("token", "query"), [(None, ""), ("abc", "?preview=abc")])
def test_addresses_are_those_of_the_public_page(token: str | None, query: str) -> None:
    photo, post = make.make_photo(), make.make_post(picture=make.make_picture(), picture_is_decorative=True)
    file, attachment = make.make_material(file=make.pdf_file()), make.make_post_attachment()
    request = _request(token)
    said = [_said('picture_address use "card"', use=use, request=request) for use in (photo, post)]
    said += [_said("file_address row", row=row, request=request) for row in (file, attachment)]
    assert said == [
        f"/events/{photo.event.slug}/photos/{photo.pk}/card.webp{query}",
        f"/news/{post.slug}/picture/card.webp{query}",
        f"/events/{file.event.slug}/materials/{file.pk}/{query}",
        f"/news/{attachment.post.slug}/attachments/{attachment.pk}/{query}",
    ]


def test_addresses_in_a_preview_of_the_staff_are_at_the_desk() -> None:
    photo, material = make.make_photo(), make.make_material(file=make.pdf_file())
    assert _said('picture_address use "large"', use=photo, request=_request("")) == (
        f"/admin/events/picture/{photo.picture_id}/large.webp"
    )
    assert (
        _said("file_address row", row=material, request=_request(""))
        == f"/admin/events/material/files/{material.file.name}"
    )


def test_address_of_a_link_is_the_link() -> None:
    assert _said("file_address row", row=make.make_material()) == "https://example.org/programme"


def test_preview_query_may_stand_in_the_context() -> None:
    photo = make.make_photo()
    assert _said('picture_address use "thumb"', use=photo, preview_query="?preview=x").endswith("thumb.webp?preview=x")
