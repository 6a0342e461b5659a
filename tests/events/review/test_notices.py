"""Notices as they once were, beside the demo's facts: exactly their flaws are found, and nothing in the demo's own."""

import pytest
from django.core.management import call_command

from events.models import Event, Post
from events.review import review_event, review_post
from tests.data.notices import ASSEMBLY, CONSULTATION, EXPERTS, Notice
from tests.factories import make_post
from unpog_portal.management.commands.demo import FIXTURES

pytestmark = pytest.mark.django_db

LEAD_INS = [
    (
        "lead_in",
        "body",
        "… added when the final report is ready; to learn more, please refer to the following link:",
        True,
    ),
    ("lead_in", "body", "Pictures of the Meeting are uploaded at:", True),
]
COUNT = (
    "count",
    "body",
    "People of 17 countries participated in the Meeting in Seoul, and there were three main sessions and a "
    "closing one as …",
    False,
)
TENSE = (
    "tense",
    "lead",
    "In Seoul, UNPOG organised a Consultative Meeting on “E-Government for Sustainable Development” from 9 to 10 "
    "February …",
    False,
)


@pytest.fixture(autouse=True)
def demo() -> None:
    call_command("loaddata", *FIXTURES, verbosity=0)


def _post(notice: Notice, **fields: object) -> Post:
    words = {"title": notice.title, "lead": notice.lead, "body": notice.body, "dated_on": notice.dated_on}
    return make_post(live=False, **(words | {"event": Event.objects.get(slug=notice.event)} | fields))


def _found(post: Post) -> list[tuple[str, str, str, bool]]:
    return [(found.rule, found.field, found.quote, found.is_blocking) for found in review_post(post)]


def test_notice_of_the_consultation_has_its_four_flaws() -> None:
    assert _found(_post(CONSULTATION)) == [*LEAD_INS, TENSE, COUNT]


def test_notice_of_the_consultation_says_what_to_do() -> None:
    messages = {found.rule: f"{found.message} {found.remedy}" for found in review_post(_post(CONSULTATION))}
    assert messages["count"] == (
        "“three main sessions” announces three, and four are listed. Correct the number, or what is listed."
    )
    assert messages["tense"].startswith("The text is dated 4 February 2015, before the event (9–10 February 2015)")
    assert messages["tense"].endswith("Correct the date, or write of what is to come.")


def test_notice_of_the_experts_has_its_one_flaw() -> None:
    assert _found(_post(EXPERTS)) == [("lead_in", "body", "For more information:", True)]


def test_notice_of_the_assembly_has_its_one_flaw() -> None:
    post = _post(ASSEMBLY)
    assert _found(post) == [("near_name", "lead", "UPOG", False)]
    assert review_post(post)[0].message == "“UPOG” is one letter away from “UNPOG” (it stands here 2 times)."


@pytest.mark.parametrize("notice", [CONSULTATION, EXPERTS, ASSEMBLY])
def test_notice_without_its_event_has_no_other_flaw(notice: Notice) -> None:
    with_event, alone = _found(_post(notice)), _found(_post(notice, event=None))
    assert alone == [found for found in with_event if found[0] != "tense"]


def test_mended_notice_has_none() -> None:
    link = '<a href="/events/consultative-meeting-2015/">The page of the Meeting</a>'
    body = CONSULTATION.body.replace("three main sessions and", "three main sessions, and one more, and")
    body = body.replace("following link:</p>", f"following link: {link}</p>").replace("at:</p>", f"at: {link}</p>")
    assert _found(_post(CONSULTATION, body=body, event=None)) == []


def test_notices_and_events_of_the_demo_have_none() -> None:
    found = {str(post): review_post(post) for post in Post.objects.all()}
    found |= {f"event {event}": review_event(event) for event in Event.objects.all()}
    assert (len(found), {name: findings for name, findings in found.items() if findings}) == (8, {})
