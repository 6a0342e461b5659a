"""Every page that is measured has a minimal peer that shows the same things."""

import re

import pytest
from django.core.management import call_command
from django.test import override_settings

from bench.pages import EVENT, measure, opener
from unpog_portal.management.commands.demo import FIXTURES

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(db: None) -> None:
    call_command("loaddata", *FIXTURES, verbosity=0)


def _words(page: bytes) -> set[str]:
    bare = re.sub(r"<(style|svg|head)\b.*?</\1>", " ", page.decode(), flags=re.DOTALL)
    return set(re.findall(r"\w{4,}", re.sub(r"<[^>]+>", " ", bare)))


@pytest.mark.parametrize("address", [f"/events/{EVENT}/", "/events/", "/news/"])
def test_peer_says_most_of_what_the_page_says(address: str, demo: None) -> None:
    with override_settings(ROOT_URLCONF="bench.peer"):
        ours, peer = _words(opener()(address)), _words(opener(is_peer=True)(f"/peer{address}"))
    assert len(ours & peer) > 0.7 * len(ours)


def test_all_pages_are_measured(demo: None) -> None:
    names = [ratio.name for ratio in measure(rounds=1, repeats=1)]
    assert names == [f"{name} / minimal page" for name in ("Event page", "News page", "List of events", "List of news")]


def test_page_that_is_not_there_is_no_measurement(db: None) -> None:
    with pytest.raises(RuntimeError, match="404"):
        opener()("/no-such-page/")
