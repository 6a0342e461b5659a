"""The tense of a text against its date."""

from datetime import date

import pytest

from events.models import Event
from events.review.tense import tense
from tests.reviewing import meeting, said, told

BEFORE, AFTER = date(2015, 2, 4), date(2015, 2, 16)
PAST = [
    "UNPOG organised a Consultative Meeting on “Open Services” in Seoul.",
    "UNPOG successfully hosted the Meeting in Seoul.",
    "Representatives of 17 countries participated in the Meeting in Seoul.",
    "The Meeting was held in the Hall of the Rivers.",
    "The Consultative Meeting on Open Services took place on 9 and 10 February 2015.",
    "The Meeting in Seoul, which was attended by ministers, was a success.",
    "The Meeting brought together experts from the region.",
    "Mr. Lim delivered two presentations during the Meeting.",
    "There were three main sessions.",
    "The second session was devoted to the questionnaire.",
    "On 9 and 10 February 2015 experts met in Seoul.",
    "The event was opened by the Minister.",
    "Experts have attended the Meeting.",
]
NOT_PAST = [
    "UNPOG will hold the Meeting in Seoul.",
    "The Meeting organized by UNPOG will bring together experts.",
    "The Meeting was announced last week.",
    "The Meeting is organized by UNPOG.",
    "The Meeting, which is held for the first time, will be opened by the Minister.",
    "The 2012 edition found that many countries have made progress.",
    "The previous Meeting was held in Busan.",
    "The 2013 Meeting was held in Busan.",
    "UNPOG hosted the 2013 Meeting in Busan.",
    "In 2012 UNPOG organized a Consultative Meeting in Seoul.",
    "The Consultative Meeting in Nairobi was attended by 20 countries.",
    "The Expert Group Meeting was held in New York.",
    "Member States had asked to have a greater part in the Survey.",
    "The Survey was published and has been translated into Arabic.",
    "Experts invited to the Meeting are to discuss the draft that was sent to them.",
    "The Meeting is to be held on 9 and 10 February 2015.",
    "The Meeting’s programme was published yesterday.",
    "The first Meeting of this kind was held in 2010.",
    "UNPOG participated in the General Assembly of WeGO.",
    "The agenda of the seven consultative meetings has been agreed.",
]
FUTURE = [
    "The Meeting will be held in Seoul.",
    "UNPOG will hold the Consultative Meeting in Seoul on 9 and 10 February 2015.",
    "The Meeting is to take place in the Hall of the Rivers.",
    "Ministers will attend the Meeting.",
    "The Meeting in Seoul will bring together experts.",
]
NOT_FUTURE = [
    "The Meeting was held in Seoul.",
    "The next Meeting will be held in Busan.",
    "UNPOG will hold a Consultative Meeting in 2016.",
    "The report of the Meeting will be published here.",
    "What the Meeting agreed will be put before an Expert Group Meeting.",
    "The Meeting will be followed by another one.",
    "The Expert Group Meeting will be held in New York.",
    "UNPOG and WeGO will work the project out once both are back in Seoul.",
]


@pytest.mark.parametrize("sentence", PAST)
def test_event_told_before_it_happened_is_found(sentence: str) -> None:
    assert len(said(tense, f"<p>{sentence}</p>", event=meeting(), told_on=BEFORE)) == 1


@pytest.mark.parametrize("sentence", NOT_PAST)
def test_background_is_no_account_of_the_event(sentence: str) -> None:
    assert said(tense, f"<p>{sentence}</p>", event=meeting(), told_on=BEFORE) == []


@pytest.mark.parametrize("sentence", FUTURE)
def test_event_announced_after_it_was_over_is_found(sentence: str) -> None:
    assert len(said(tense, f"<p>{sentence}</p>", event=meeting(), told_on=AFTER)) == 1


@pytest.mark.parametrize("sentence", NOT_FUTURE)
def test_what_follows_an_event_is_no_announcement(sentence: str) -> None:
    assert said(tense, f"<p>{sentence}</p>", event=meeting(), told_on=AFTER) == []


@pytest.mark.parametrize("sentence", PAST)
def test_past_after_the_event_is_right(sentence: str) -> None:
    assert said(tense, f"<p>{sentence}</p>", event=meeting(), told_on=AFTER) == []


@pytest.mark.parametrize("sentence", FUTURE)
def test_future_before_the_event_is_right(sentence: str) -> None:
    assert said(tense, f"<p>{sentence}</p>", event=meeting(), told_on=BEFORE) == []


@pytest.mark.parametrize("day", [9, 10])
def test_a_text_of_the_days_themselves_may_do_either(day: int) -> None:
    body = "".join(f"<p>{sentence}</p>" for sentence in PAST + FUTURE)
    assert said(tense, body, event=meeting(), told_on=date(2015, 2, day)) == []


def test_all_sentences_are_one_finding() -> None:
    body = "<p>The Meeting was held in Seoul. There were three sessions.</p><p>The Meeting ended at noon.</p>"
    assert told(tense, body, event=meeting(), told_on=BEFORE) == [
        (
            "body",
            "The text is dated 4 February 2015, before the event (9–10 February 2015), and tells of it in the past "
            "tense, in 3 sentences: “The Meeting was held in Seoul.”",
            False,
        )
    ]


def test_event_is_known_by_its_ordinal() -> None:
    event = meeting(title="Third General Assembly of WeGO", kind=Event.Kind.ASSEMBLY, short_name="Assembly")
    assert (
        len(said(tense, "<p>UNPOG took part in the 3rd General Assembly of WeGO.</p>", event=event, told_on=BEFORE))
        == 1
    )
    assert (
        said(tense, "<p>UNPOG took part in the second General Assembly of WeGO.</p>", event=event, told_on=BEFORE) == []
    )


def test_notice_without_an_event_has_no_tense_to_keep() -> None:
    assert said(tense, "<p>The Meeting was held.</p>", told_on=BEFORE) == []


def test_tense_is_read_in_english_only() -> None:
    assert said(tense, "<p>The Meeting was held.</p>", event=meeting(), told_on=BEFORE, language="fr") == []
