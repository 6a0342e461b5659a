"""Uploaded files: harmless, under a readable name, and only with a public parent."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from tests import factories as make
from tests.public_pages import text

pytestmark = pytest.mark.django_db


def test_material_is_a_harmless_download(stranger: Client) -> None:
    file = ContentFile(b"%PDF-1.7 programme", name="../../evil name.pdf")
    material = make.make_material(title="Seoul Communiqué", file=file)
    response = stranger.get(f"/events/{material.event.slug}/materials/{material.pk}/")
    assert text(response) == "%PDF-1.7 programme"
    assert response["Content-Security-Policy"] in ("default-src 'none'; sandbox", "sandbox; default-src 'none'")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"] == 'attachment; filename="seoul-communique.pdf"'
    assert not response.cookies


def test_photo_is_shown_in_the_page(stranger: Client) -> None:
    photo = make.make_photo(alternative_text="Delegates in the plenary hall")
    response = stranger.get(f"/events/{photo.event.slug}/photos/{photo.pk}/")
    assert response["Content-Type"] == "image/webp"
    assert response["Content-Disposition"] == 'inline; filename="delegates-in-the-plenary-hall.webp"'


def test_file_answers_304(stranger: Client) -> None:
    photo = make.make_photo()
    address = f"/events/{photo.event.slug}/photos/{photo.pk}/"
    etag = stranger.get(address)["ETag"]
    assert stranger.get(address, headers={"If-None-Match": etag}).status_code == 304


def test_file_that_is_gone_from_the_store_is_404(stranger: Client) -> None:
    photo = make.make_photo()
    photo.image.storage.delete(photo.image.name)
    assert stranger.get(f"/events/{photo.event.slug}/photos/{photo.pk}/").status_code == 404


def test_material_that_is_a_link_has_no_file(stranger: Client) -> None:
    material = make.make_material()
    assert stranger.get(f"/events/{material.event.slug}/materials/{material.pk}/").status_code == 404


def test_file_is_found_only_at_its_event(stranger: Client) -> None:
    photo = make.make_photo()
    assert stranger.get(f"/events/{make.make_event().slug}/photos/{photo.pk}/").status_code == 404
