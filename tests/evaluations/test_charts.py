"""Bars of distributions: full width, the remainder hatched, and a sentence that says the same."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from django.template.loader import render_to_string

from evaluations.charts import chart, distribution_bar, ratings_charts
from events.charts import PART_SHADES, RATING_SHADES, Bar
from tests.evaluations.forum import forum_results, rating, single

pytestmark = pytest.mark.django_db


def _bars() -> list[Bar]:
    return [row.bar for row in chart(forum_results().distributions).rows if row.bar]


def _width(bar: Bar) -> Decimal:
    return sum((Decimal(segment.width) for segment in bar.segments), Decimal(0))


def _drawn(bar: Bar) -> list[tuple[str, str]]:
    return [(segment.part.label, segment.label) for segment in bar.segments]


def test_segments_fill_the_width() -> None:
    assert [bar.key for bar in _bars() if _width(bar) != 100] == []


def test_segments_follow_each_other_without_a_hole() -> None:
    for bar in _bars():
        ends = [Decimal(segment.x) + Decimal(segment.width) for segment in bar.segments]
        starts = [Decimal(segment.x) for segment in bar.segments]
        assert starts[0] == 0
        assert starts[1:] == ends[:-1]


def test_hatch_stands_only_where_a_remainder_is() -> None:
    hatched = {bar.key: [segment.is_hatched for segment in bar.segments].count(True) for bar in _bars()}
    assert hatched == {"q1": 1, "q2": 0, "q3": 1, "q4": 0, "q5": 1, "q6": 1, "q7": 0, "q8": 0, "q11": 0}


def test_hatched_share_is_last_and_bears_no_number() -> None:
    bar = distribution_bar(rating(37, 17, None))
    assert _drawn(bar) == [("Excellent", "54"), ("Good", "25"), ("Not stated in the source", "")]
    assert [segment.is_hatched for segment in bar.segments] == [False, False, True]


def test_lengths_are_counts_not_rounded_percentages() -> None:
    bar = distribution_bar(rating(31, 27, 10))
    assert [segment.width for segment in bar.segments] == ["45.59", "39.7", "14.71"]
    assert [segment.label for segment in bar.segments] == ["46", "40", "15"]


def test_answer_that_nobody_gave_is_not_drawn() -> None:
    assert _drawn(distribution_bar(rating(34, 34, 0))) == [("Excellent", "50"), ("Good", "50")]


def test_narrow_share_leaves_its_number_to_the_table() -> None:
    assert _drawn(distribution_bar(rating(66, 2))) == [("Excellent", "97"), ("Good", "")]


def test_bar_of_few_respondents_bears_counts() -> None:
    assert _drawn(distribution_bar(rating(7, 5, n=12))) == [("Excellent", "7"), ("Good", "5")]


def test_ratings_have_the_shades_of_their_values_and_choices_those_of_parts() -> None:
    rated, chosen = distribution_bar(rating(30, 34, 4)), distribution_bar(single(every_year=51, never=17))
    assert [segment.part.shade for segment in rated.segments] == [RATING_SHADES[value] for value in (5, 4, 3)]
    assert [segment.part.shade for segment in chosen.segments] == [*PART_SHADES[:2]]


def test_pattern_ids_are_unique_on_a_page_with_every_bar_twice() -> None:
    bars, page = _bars(), ""
    for suffix in ("", "r"):
        context = {"height": 34, "baseline": "22.4", "suffix": suffix, "is_print": True}
        page += "".join(render_to_string("_shared/_bar.html", {"bar": bar, **context}) for bar in bars)
    ids = re.findall(r'<pattern id="([^"]+)"', page)
    assert ids == ["hatch-q1", "hatch-q3", "hatch-q5", "hatch-q6", "hatch-q1r", "hatch-q3r", "hatch-q5r", "hatch-q6r"]
    assert re.findall(r"url\(#([^)]+)\)", page) == ids


def test_bars_of_a_web_page_share_one_pattern_and_leave_colours_to_the_style_sheet() -> None:
    page = render_to_string("_shared/_hatch.html")
    page += "".join(render_to_string("_shared/_bar.html", {"bar": bar, "height": 34}) for bar in _bars())
    assert re.findall(r'<pattern id="([^"]+)"', page) == ["hatch"]
    assert set(re.findall(r"url\(#([^)]+)\)", page)) == {"hatch"}
    assert re.findall(r'fill="#', page) == []


def test_titles_are_sentences_with_every_count_and_percentage() -> None:
    results = forum_results()
    for one, row in zip(results.distributions, chart(results.distributions).rows, strict=True):
        assert row.bar is not None
        assert row.bar.title[-1] == "."
        assert row.bar.title.startswith(f"{one.label}: of 68 respondents, ")
        stated = [f"{answer.label.lower()} {answer.percent} per cent (" for answer in one.stated]
        assert [words for words in stated if words not in row.bar.title] == []
        assert ("not stated" in row.bar.title) == (one.not_stated > 0)


def test_chart_shares_one_legend_with_the_remainder_last() -> None:
    (found,) = ratings_charts(forum_results())
    assert [label for label, _ in found.legend] == ["Excellent", "Good", "Satisfactory", "Not stated in the source"]


def test_rows_say_in_words_what_they_draw() -> None:
    (found,) = ratings_charts(forum_results())
    row = found.rows[4]
    assert (row.summary, row.top_two) == ("79 per cent excellent or good", "79")
    assert row.sentence.startswith("Fifty-four per cent of the 68 respondents (37) rated the materials and media")


def test_row_without_two_best_answers_says_nothing_of_them() -> None:
    (row,) = chart((single(every_year=51),)).rows
    assert (row.summary, row.top_two) == ("", "")


def test_survey_without_ratings_has_no_chart() -> None:
    results = forum_results()
    assert ratings_charts(replace(results, distributions=results.others)) == ()
