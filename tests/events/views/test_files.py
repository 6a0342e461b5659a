"""Uploaded files: harmless, under a readable name, and only for those who may see their item."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from events.actions.changes import difference, snapshot
from events.files.storage import renditions
from events.models import Material, Photo, PreviewLink, WorkingCopy
from events.models.publishing import Publishable
from tests import factories as make
from tests.public_pages import HIDDEN, hidden, text

pytestmark = pytest.mark.django_db
POLICY = ("default-src 'none'; sandbox", "sandbox; default-src 'none'")


def _files(event: Any, post: Any) -> list[str]:
    """The addresses of all files of an event and of a notice."""
    material = make.make_material(event=event, file=make.pdf_file())
    photo = make.make_photo(event=event)
    attachment = make.make_post_attachment(post=post)
    of_event = f"/events/{event.slug}"
    return [
        f"{of_event}/materials/{material.pk}/",
        f"{of_event}/photos/{photo.pk}/",
        *(f"{of_event}/photos/{photo.pk}/{name}.webp" for name in ("large", "card", "thumb")),
        f"/news/{post.slug}/attachments/{attachment.pk}/",
        *(f"/news/{post.slug}/picture/{name}.webp" for name in ("large", "card", "thumb")),
    ]


def _items(**state: Any) -> tuple[Any, Any]:
    picture = make.make_picture()
    post = make.make_post(picture=picture, picture_is_decorative=True, **state)
    return make.make_event(**state), post


def _token(item: Publishable, **changes: Any) -> str:
    fields = {"expires_at": timezone.now() + timedelta(days=1)} | changes
    return PreviewLink.objects.create(item=item, **fields).token


def test_material_is_a_harmless_download(stranger: Client) -> None:
    file = make.pdf_file(name="../../evil name.pdf")
    material = make.make_material(title="Seoul Communiqué / Annex", file=file)
    response = stranger.get(f"/events/{material.event.slug}/materials/{material.pk}/")
    assert b"".join(response.streaming_content) == make.pdf_file().read()
    assert response["Content-Security-Policy"] in POLICY
    assert response["X-Content-Type-Options"] == "nosniff"
    name = "filename*=utf-8''Seoul%20Communiqu%C3%A9%20Annex.pdf"
    assert response["Content-Disposition"] == f"attachment; {name}"
    assert not response.cookies


@pytest.mark.parametrize(("ending", "content"), [("csv", b"=cmd()"), ("txt", b"words <script>")])
def test_text_is_a_download_that_no_browser_opens(stranger: Client, ending: str, content: bytes) -> None:
    material = make.make_material(title="Data", file=ContentFile(content, name=f"a.{ending}"))
    response = stranger.get(f"/events/{material.event.slug}/materials/{material.pk}/")
    assert response["Content-Type"].startswith(("text/csv", "text/plain"))
    assert response["Content-Disposition"] == f'attachment; filename="Data.{ending}"'
    assert response["Content-Security-Policy"] in POLICY


@pytest.mark.parametrize(("tail", "name"), [("", "large"), ("thumb.webp", "thumb"), ("card.webp", "card")])
def test_photo_is_shown_in_the_page(stranger: Client, tail: str, name: str) -> None:
    photo = make.make_photo()
    response = stranger.get(f"/events/{photo.event.slug}/photos/{photo.pk}/{tail}")
    assert response["Content-Type"] == "image/webp"
    assert response["Content-Disposition"] == f'inline; filename="{name}.webp"'
    assert b"".join(response.streaming_content)[:4] == b"RIFF"
    assert response["Content-Security-Policy"] in POLICY


def test_originals_have_no_address(stranger: Client) -> None:
    photo = make.make_photo()
    name = photo.picture.original.name
    at = f"/events/{photo.event.slug}/photos/{photo.pk}"
    tried = [f"{at}/original.webp", f"{at}/originals.webp", f"/media/{name}", f"/{name}", f"/media/originals/{name}"]
    assert {stranger.get(address).status_code for address in tried} == {404}


def test_file_answers_304(stranger: Client) -> None:
    photo = make.make_photo()
    address = f"/events/{photo.event.slug}/photos/{photo.pk}/"
    etag = stranger.get(address)["ETag"]
    assert stranger.get(address, headers={"If-None-Match": etag}).status_code == 304


def test_new_focal_point_gives_a_new_answer(stranger: Client) -> None:
    photo = make.make_photo()
    address = f"/events/{photo.event.slug}/photos/{photo.pk}/thumb.webp"
    etag = stranger.get(address)["ETag"]
    photo.picture.focus_x = 17
    photo.picture.save()
    assert stranger.get(address, headers={"If-None-Match": etag}).status_code == 200


def test_file_that_is_gone_from_the_store_is_404(stranger: Client) -> None:
    photo = make.make_photo()
    renditions().delete(photo.picture.stored("large"))
    assert stranger.get(f"/events/{photo.event.slug}/photos/{photo.pk}/").status_code == 404


def test_rendition_that_nobody_named_is_404(stranger: Client) -> None:
    photo = make.make_photo()
    assert stranger.get(f"/events/{photo.event.slug}/photos/{photo.pk}/poster.webp").status_code == 404


def test_material_that_is_a_link_has_no_file(stranger: Client) -> None:
    material = make.make_material()
    assert stranger.get(f"/events/{material.event.slug}/materials/{material.pk}/").status_code == 404


def test_notice_without_a_picture_has_no_file(stranger: Client) -> None:
    assert stranger.get(f"/news/{make.make_post().slug}/picture/card.webp").status_code == 404


def test_file_is_found_only_at_its_item(stranger: Client) -> None:
    photo = make.make_photo()
    assert stranger.get(f"/events/{make.make_event().slug}/photos/{photo.pk}/").status_code == 404
    attachment = make.make_post_attachment()
    assert stranger.get(f"/news/{make.make_post().slug}/attachments/{attachment.pk}/").status_code == 404


def test_files_of_public_items_are_for_everybody(stranger: Client) -> None:
    answers = [stranger.get(address) for address in _files(*_items())]
    assert {answer.status_code for answer in answers} == {200}
    assert not any(answer.has_header("X-Robots-Tag") or answer.cookies for answer in answers)


@pytest.mark.parametrize("state", HIDDEN)
def test_files_of_hidden_items_are_404_for_the_public(stranger: Client, state: str) -> None:
    addresses = _files(*_items(**hidden(state)))
    answers = [stranger.get(address + query) for address in addresses for query in ("", "?preview=", "?preview=x:y")]
    assert {answer.status_code for answer in answers} == {404}
    assert not any(answer.cookies for answer in answers)


@pytest.mark.parametrize("state", HIDDEN)
def test_files_of_hidden_items_are_for_the_staff(editor: Client, state: str) -> None:
    answers = [editor.get(address) for address in _files(*_items(**hidden(state)))]
    assert {answer.status_code for answer in answers} == {200}
    assert {(answer["Cache-Control"], answer["X-Robots-Tag"]) for answer in answers} == {
        ("private, no-store", "noindex")
    }


def test_files_of_drafts_are_not_for_accounts_without_rights() -> None:
    for user in (User.objects.create_user("visitor"), User.objects.create_user("staff", is_staff=True)):
        client = Client()
        client.force_login(user)
        event, post = _items(live=False)
        assert {client.get(address).status_code for address in _files(event, post)} == {404}


def test_link_to_a_preview_opens_the_files_of_its_item_alone(stranger: Client) -> None:
    event, post = _items(live=False)
    addresses = _files(event, post)
    for item, start in ((event, "/events/"), (post, "/news/")):
        query = f"?preview={_token(item)}"
        answers = {address: stranger.get(address + query) for address in addresses}
        opened = {address for address, answer in answers.items() if answer.status_code == 200}
        assert opened == {address for address in addresses if address.startswith(start)}
        assert {answers[address]["Cache-Control"] for address in opened} == {"private, no-store"}


@pytest.mark.parametrize("change", ["expired", "revoked"])
def test_link_that_has_ended_opens_nothing(stranger: Client, change: str) -> None:
    event, post = _items(live=False)
    moment = timezone.now() - timedelta(minutes=1)
    token = _token(event, **({"expires_at": moment} if change == "expired" else {"revoked_at": moment}))
    answers = {stranger.get(f"{address}?preview={token}").status_code for address in _files(event, post)}
    assert answers == {404}


def _waiting_copy(event: Any) -> tuple[Photo, Material]:
    """A working copy that adds a photograph and gives a material another file; both undone in the tables."""
    material = make.make_material(event=event, file=make.pdf_file(pages=1))
    before = snapshot(event)
    photo = make.make_photo(event=event)
    material.file = make.make_material(file=make.pdf_file(pages=3)).file.name
    material.save()
    WorkingCopy.objects.create(item=event, changes=difference(before, snapshot(event)))
    Photo.objects.filter(pk=photo.pk).delete()
    Material.objects.filter(pk=material.pk).update(file=before["rows"]["materials"][str(material.pk)]["file"])
    return photo, material


def test_preview_shows_the_files_of_the_working_copy(stranger: Client) -> None:
    event = make.make_event()
    photo, material = _waiting_copy(event)
    query = f"?preview={_token(event)}"
    pictured = f"/events/{event.slug}/photos/{photo.pk}/card.webp"
    filed = f"/events/{event.slug}/materials/{material.pk}/"
    assert [stranger.get(pictured + end).status_code for end in ("", "?preview=x", query)] == [404, 404, 200]
    public, ahead = stranger.get(filed), stranger.get(filed + query)
    assert text(public).count("/Type /Page\n") == 1
    assert text(ahead).count("/Type /Page\n") == 3
    assert ahead["Cache-Control"] == "private, no-store"


def test_preview_shows_the_picture_that_a_notice_would_have(stranger: Client) -> None:
    post = make.make_post()
    picture = make.make_picture()
    WorkingCopy.objects.create(item=post, changes={"fields": {"picture_id": picture.pk}})
    address = f"/news/{post.slug}/picture/card.webp"
    assert stranger.get(address).status_code == 404
    assert stranger.get(f"{address}?preview={_token(post)}").status_code == 200
