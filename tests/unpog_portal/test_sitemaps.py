"""The sitemap: public pages with the moment of their last change, and no others."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client

from tests import factories as make
from tests.public_pages import HIDDEN, hidden, text

pytestmark = pytest.mark.django_db


def test_sitemap_lists_what_is_public(stranger: Client) -> None:
    with time_machine.travel(datetime(2012, 10, 22, tzinfo=UTC), tick=False):
        post = make.make_post()
        report = make.make_report()
    page = text(stranger.get("/sitemap.xml"))
    for address in ("/", "/news/", "/events/", "/reports/", "/data/", "/about/"):
        assert f"<loc>http://testserver{address}</loc>" in page
    for address in (f"/news/{post.slug}/", f"/events/{report.event.slug}/", f"/reports/{report.slug}/"):
        assert f"<loc>http://testserver{address}</loc><lastmod>2012-10-22</lastmod>" in page


@pytest.mark.parametrize("state", HIDDEN)
def test_sitemap_leaves_out_what_is_hidden(stranger: Client, state: str) -> None:
    event = make.make_event(slug="canary-1", **hidden(state))
    make.make_post(slug="canary-2", **hidden(state))
    make.make_report(slug="canary-3", event=event)
    make.make_report(slug="canary-4", **hidden(state))
    assert "canary" not in text(stranger.get("/sitemap.xml"))
