"""Documents and photographs in the admin."""

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from tests import factories as make
from tests.pages import complaints, filled

pytestmark = pytest.mark.django_db
ADD = "/admin/events/material/add/"


def test_stored_document_is_opened_by_the_staff_alone(author: Client, stranger: Client) -> None:
    for row in (
        make.make_material(file=make.pdf_file(), event=make.make_event(live=False)),
        make.make_post_attachment(),
    ):
        answer = author.get(row.file.url)
        assert b"".join(answer.streaming_content)[:5] == b"%PDF-"
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer["Cache-Control"].startswith("private, no-store")
        assert stranger.get(row.file.url).status_code == 302


@pytest.mark.parametrize("path", ["pictures/a.webp", "material/..", "material/nothing.pdf", "originals/a.pdf"])
def test_no_other_file_is_opened(publisher: Client, path: str) -> None:
    assert publisher.get(f"/admin/events/material/files/{path}", follow=True).status_code == 404


def test_stored_document_needs_a_right_on_its_kind() -> None:
    user = User.objects.create_user("helper", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_material"))
    client = Client()
    client.force_login(user)
    material, attachment = make.make_material(file=make.pdf_file()), make.make_post_attachment()
    assert [client.get(row.file.url).status_code for row in (material, attachment)] == [200, 404]


def test_form_keeps_a_stored_document_and_links_to_it(editor: Client) -> None:
    material = make.make_material(file=make.pdf_file(pages=2))
    address = f"/admin/events/material/{material.pk}/change/"
    page = editor.get(address)
    assert f'<a href="{material.file.url}">' in page.content.decode()
    assert editor.post(address, filled(page, title="Programme of the day")).status_code == 302
    before = material.file.name
    material.refresh_from_db()
    assert (material.file.name, material.title, material.pages) == (before, "Programme of the day", 2)


def test_form_refuses_a_file_beside_a_link(editor: Client) -> None:
    event = make.make_event()
    typed = {"event": event.pk, "title": "Programme", "file": make.pdf_file(), "url": "https://example.org/"}
    assert complaints(editor.post(ADD, filled(editor.get(ADD), **typed))) == {"url": ["Give either a file or a link."]}
