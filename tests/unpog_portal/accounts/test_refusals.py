"""What is not allowed is said kindly, and of people with an account it is kept."""

from django.test import Client
from django.urls import reverse

from tests.public_pages import assert_public_page, words
from tests.unpog_portal.accounts.people import log


def test_refusal_is_a_page_and_is_logged_with_who_and_where(finance: Client) -> None:
    answer = finance.get("/admin/events/post/add/?token=secret")
    assert_public_page(answer, status=403)
    assert "This page is not for your account" in words(answer)
    assert log() == [("finance", "refused", "", "GET /admin/events/post/add/")]


def test_form_without_its_token_is_refused_kindly_and_by_a_page(db: None) -> None:
    answer = Client(enforce_csrf_checks=True).post(reverse("account_login"), {"login": "alice", "password": "x"})
    assert answer.status_code == 403
    assert "The form was not accepted" in words(answer)


def test_log_is_shown_to_administrators_and_changed_by_nobody(
    administrator: Client, editor: Client, publisher: Client
) -> None:
    editor.get("/admin/auth/user/")
    page = administrator.get("/admin/events/auditentry/")
    assert "GET /admin/auth/user/" in words(page)
    assert editor.get("/admin/events/auditentry/").status_code == 403
    row = page.context["cl"].result_list[0]
    for client in (administrator, publisher):
        for address in ("add/", f"{row.pk}/delete/"):
            assert client.get(f"/admin/events/auditentry/{address}").status_code == 403
        assert client.post(f"/admin/events/auditentry/{row.pk}/change/", {"detail": "x"}).status_code == 403
