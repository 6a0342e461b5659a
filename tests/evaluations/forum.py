"""The survey of the 2012 forum's Track 3: the counts behind its published percentages (DOMAIN.md, 2)."""

from typing import Any

from evaluations.figures import Distribution, SurveyFigures, survey_figures
from evaluations.models import Question, Survey
from tests import factories as make

# Label, phrase, and the counts of excellent, good and satisfactory; `None` is what the source does not state.
RATINGS = (
    ("Overall impression", "their overall impression", (29, 34, None)),
    ("Clarity", "the clarity of the objectives", (30, 34, 4)),
    ("Themes", "the selection of themes", (25, 35, None)),
    ("Achievement", "the achievement of the objectives", (27, 32, 9)),
    ("Materials", "the materials and media", (37, 17, None)),
    ("Administration", "the administration and facilities", (32, 30, None)),
    ("Value", "the overall value and quality", (27, 34, 7)),
    ("Relevance", "the relevance to their own organization", (31, 27, 10)),
)
SCALE = ("excellent", "good", "satisfactory")
HOW_OFTEN = {"every-year": 51, "every-two-years": 15, "every-six-months": 2}


def make_rating(survey: Survey, counts: tuple[int | None, ...], **fields: Any) -> Question:
    """A question on the scale of the forum."""
    question = make.make_question(survey=survey, tallies=dict(zip(SCALE, counts, strict=False)), **fields)
    for choice, value in zip(question.choices.order_by("position"), (5, 4, 3), strict=False):
        choice.value = value
        choice.save()
    return question


def make_forum_survey(**fields: Any) -> Survey:
    """The eight ratings, and how often the forum should be held."""
    survey = make.make_survey(**({"subject": "Track 3"} | fields))
    for label, phrase, counts in RATINGS:
        make_rating(survey, counts, label=label, phrase=phrase)
    make.make_question(
        survey=survey,
        number=11,
        kind=Question.Kind.SINGLE,
        tallies=HOW_OFTEN,
        label="How often",
        phrase="the Forum should be held",
    )
    return survey


def forum_results(*, decimals: int = 0, **fields: Any) -> SurveyFigures:
    """The figures of the forum's survey."""
    event = make.make_event(percent_decimals=decimals)
    return survey_figures(make_forum_survey(event=event, **fields))


def rating(*counts: int | None, n: int = 68, decimals: int = 0, **fields: Any) -> Distribution:
    """One rated question of a survey that `n` people answered."""
    event = make.make_event(percent_decimals=decimals)
    survey = make.make_survey(event=event, respondent_count=n)
    make_rating(survey, counts, **({"label": "Clarity", "phrase": "the clarity"} | fields))
    return survey_figures(survey).distributions[0]


def single(*, n: int = 68, **tallies: int | None) -> Distribution:
    """One question with a choice that is no rating."""
    survey = make.make_survey(respondent_count=n)
    words = {"label": "How often", "phrase": "the Forum should be held"}
    codes = {code.replace("_", "-"): count for code, count in tallies.items()}
    make.make_question(survey=survey, kind=Question.Kind.SINGLE, tallies=codes, **words)
    return survey_figures(survey).distributions[0]
