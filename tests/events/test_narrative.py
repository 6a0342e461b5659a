"""Numbers, dates and lists as the United Nations writes them, and figures bound into prose."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events import narrative
from events.figures import participation_figures, programme_figures
from events.models import Event
from tests import factories as make

ONES = {
    **{"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9},
    **{"ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16},
    **{"seventeen": 17, "eighteen": 18, "nineteen": 19},
}
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
VALUES = ONES | TENS
KNOWN = {"participants": 766, "ministers": 19, "tracks": 4, "session.3-1.presentations": 7, "days": 0}


def _read(words: str) -> int:
    """What a number in words says, read from left to right."""
    total = group = 0
    for word in words.replace("-", " ").replace(" and ", " ").split():
        if word == "hundred":
            group *= 100
        elif word in ("thousand", "million"):
            total, group = total + group * {"thousand": 1000, "million": 1_000_000}[word], 0
        else:
            group += VALUES[word]
    return total + group


@given(st.integers(0, 999_999_999))
def test_number_words_read_back_are_the_number(number: int) -> None:
    assert _read(narrative.number_words(number)) == number


@given(st.integers(0, 999_999_999))
def test_number_words_are_words(number: int) -> None:
    words = narrative.number_words(number).replace("-", " ").split(" ")
    assert set(words) - {*VALUES, "and", "hundred", "thousand", "million"} == set()
    assert words[0] != "and"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "zero"),
        (21, "twenty-one"),
        (40, "forty"),
        (100, "one hundred"),
        (105, "one hundred and five"),
        (766, "seven hundred and sixty-six"),
        (1_000, "one thousand"),
        (1_005, "one thousand and five"),
        (1_100, "one thousand one hundred"),
        (22_904, "twenty-two thousand nine hundred and four"),
        (1_000_001, "one million and one"),
    ],
)
def test_number_words_are_british(number: int, words: str) -> None:
    assert narrative.number_words(number) == words


@pytest.mark.parametrize("number", [-1, 1_000_000_000])
def test_number_words_end_somewhere(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        narrative.number_words(number)


def test_figures_are_words_below_ten() -> None:
    assert [narrative.figure(number) for number in (0, 9, 10, 766, 1200)] == ["zero", "nine", "10", "766", "1,200"]


def test_sentences_never_open_with_a_figure() -> None:
    assert narrative.opening(766) == "Seven hundred and sixty-six"
    assert narrative.opening_per_cent(Decimal(43)) == "Forty-three per cent"
    assert narrative.opening_per_cent(Decimal("5.9")) == "Five point nine per cent"
    assert narrative.opening_per_cent(Decimal("60.0")) == "Sixty point zero per cent"


def test_counts_take_their_noun_in_number() -> None:
    counts = [narrative.counted(1, "country", "countries"), narrative.counted(50, "country", "countries")]
    assert counts == ["one country", "50 countries"]
    assert narrative.counted(2, "track") == "two tracks"


def test_amounts_and_percentages_in_tables_and_prose() -> None:
    amounts = [narrative.amount(Decimal(text)) for text in ("96880", "96880.00", "204.5", "0")]
    assert amounts == ["96,880", "96,880", "204.50", "0"]
    assert narrative.per_cent(Decimal("5.9")) == "5.9 per cent"
    assert narrative.decimal_text(Decimal(1200)) == "1,200"


@pytest.mark.parametrize(
    ("items", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_lists_have_no_comma_before_and(items: list[str], text: str) -> None:
    assert narrative.listed(items) == text


@pytest.mark.parametrize(
    ("first", "last", "cover", "prose", "days"),
    [
        ((2012, 10, 18), (2012, 10, 18), "18 October 2012", "on 18 October 2012", "Thursday"),
        ((2012, 10, 18), (2012, 10, 19), "18–19 October 2012", "on 18 and 19 October 2012", "Thursday and Friday"),
        ((2012, 5, 1), (2012, 5, 3), "1–3 May 2012", "from 1 to 3 May 2012", "Tuesday to Thursday"),
        (
            (2012, 10, 31),
            (2012, 11, 1),
            "31 October – 1 November 2012",
            "on 31 October and 1 November 2012",
            "Wednesday and Thursday",
        ),
        (
            (2012, 12, 30),
            (2013, 1, 2),
            "30 December 2012 – 2 January 2013",
            "from 30 December 2012 to 2 January 2013",
            "Sunday to Wednesday",
        ),
    ],
)
def test_dates_are_written_as_in_the_manual(
    first: tuple[int, int, int], last: tuple[int, int, int], cover: str, prose: str, days: str
) -> None:
    ends = date(*first), date(*last)
    assert narrative.date_range(*ends) == cover
    assert narrative.dates_in_prose(*ends) == prose
    assert narrative.weekdays(*ends) == days


def test_place_has_the_short_name_of_the_country() -> None:
    assert narrative.place(Event(city="Seoul", country="KR")) == "Seoul, Republic of Korea"
    assert narrative.place(Event(city="Hanoi", country="VN")) == "Hanoi, Viet Nam"


def test_bind_fills_figures_into_prose() -> None:
    text = (
        "<p>{Ministers} ministers and {participants} people on {tracks} tracks; {session.3-1.presentations} talks.</p>"
    )
    expected = "<p>Nineteen ministers and 766 people on four tracks; seven talks.</p>"
    assert narrative.bind(text, KNOWN) == expected


def test_bind_prints_zero_where_the_figure_is_zero() -> None:
    assert narrative.bind("{days} {Days}", KNOWN) == "zero Zero"


def test_bind_leaves_an_unknown_reference_visible() -> None:
    assert narrative.bind("{astronauts} came", KNOWN) == "[unknown figure: astronauts] came"
    assert narrative.bind("{tracks.real}", KNOWN) == "[unknown figure: tracks.real]"
    assert list(narrative.unknown_references("{astronauts} {Participants} {ministers}", KNOWN)) == ["astronauts"]


@pytest.mark.parametrize(
    "text",
    [
        "{% include 'secret.html' %}",
        "{{ settings.SECRET_KEY }}",
        "{<b>participants</b>}",
        "{participants|safe}",
        "{0}",
        "{}",
        "{ participants }",
        "{participants",
    ],
)
def test_bind_never_runs_text(text: str) -> None:
    assert narrative.bind(text, KNOWN) == text


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_bind_makes_no_markup_of_a_reference(name: str) -> None:
    bound = narrative.bind("{" + name + "}", {})
    assert bound.count("<") == name.count("<")
    assert bound.count('"') == name.count('"')


@pytest.mark.django_db
def test_references_name_what_is_known_and_nothing_else() -> None:
    event = make.make_event()
    make.make_headcount(event=event, origin="national", sector="academia", count=105)
    track = make.make_track(event=event, number=3)
    talk = make.make_presentation(session=make.make_session(event=event, track=track, code="3-1"))
    host = make.make_host(
        event=event, organization=make.make_organization(name="WeGO", kind="international_organization")
    )
    found = narrative.references(event, participation_figures(event), programme_figures(event, [talk]))
    words = {name: found.pop(name) for name in list(found) if isinstance(found[name], str)}
    assert words == {
        "title": event.title,
        "city": event.city,
        "country": "the Republic of Korea",
        "month": f"{event.starts_on:%B %Y}",
        "dates": narrative.dates_in_prose(event.starts_on, event.ends_on),
        "hosts": host.organization.name,
    }
    assert found == {
        "participants": 105,
        "national": 105,
        "academia": 105,
        "days": 2,
        "tracks": 1,
        "sessions": 1,
        "presentations": 1,
        "session.3-1.presentations": 1,
        "track.3.sessions": 1,
        "track.3.presentations": 1,
    }


@pytest.mark.django_db
def test_hosts_in_prose_have_an_article_where_they_are_offices_of_state() -> None:
    event = make.make_event()
    for position, (name, acronym, kind) in enumerate(
        (("Ministry of Health", "MOH", "government"), ("WeGO", "", "international_organization")), start=1
    ):
        organization = make.make_organization(name=name, acronym=acronym, kind=kind)
        make.make_host(event=event, organization=organization, position=position)
    assert narrative.hosts_in_prose(event) == "the Ministry of Health (MOH) and WeGO"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2012, 10, 18), date(2012, 10, 19), "October 2012"),
        (date(2012, 9, 30), date(2012, 10, 1), "September and October 2012"),
        (date(2012, 12, 31), date(2013, 1, 1), "December 2012 and January 2013"),
    ],
)
def test_months_say_when_roughly(first: date, last: date, words: str) -> None:
    assert narrative.months(first, last) == words


def test_words_of_an_event_are_bound_escaped() -> None:
    bound = narrative.bind("<p>{Hosts} met under “{theme}”.</p>", {"hosts": "the <b>", "theme": "A & {hosts}"})
    assert bound == "<p>The &lt;b&gt; met under “A &amp; {hosts}”.</p>"
