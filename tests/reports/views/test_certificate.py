"""The public page on a certificate says whether it is genuine, and never for whom."""

import pytest
from django.test import Client
from django.urls import reverse

from reports.documents.certificate import certificate_number
from tests import factories as make

pytestmark = pytest.mark.django_db


def _place(number: str, slug: str = "forum") -> str:
    return reverse("reports:certificate", args=[slug, number])


def test_genuine_number_is_confirmed_without_a_name(stranger: Client) -> None:
    person = make.make_person(family_name="Silva", given_name="Ana")
    row = make.make_participation(event=make.make_event(title="Forum", slug="forum"), person=person)
    answer = stranger.get(_place(certificate_number(row)))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "This certificate is genuine" in page
    assert "18–19 October 2012" in page
    assert not any(word in page for word in ("Silva", "Ana"))
    assert not answer.cookies
    assert '<meta name="robots" content="noindex">' in page


def test_number_finds_its_event_by_whatever_address_it_was_printed_with(stranger: Client) -> None:
    row = make.make_participation(event=make.make_event(title="Forum", slug="new-forum"))
    assert "Forum" in stranger.get(_place(certificate_number(row), "old-forum")).content.decode()


def test_unknown_number_is_denied(stranger: Client) -> None:
    answer = stranger.get(_place("1-ABCD-EFGH-IJKL"))
    assert answer.status_code == 404
    assert "This number is not known" in answer.content.decode()


def test_nothing_is_said_of_an_event_that_is_not_public(stranger: Client) -> None:
    row = make.make_participation(event=make.make_event(title="Quiet", live=False))
    answer = stranger.get(_place(certificate_number(row)))
    assert (answer.status_code, b"Quiet" in answer.content) == (404, False)
