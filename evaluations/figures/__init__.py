"""Figures of evaluations: distributions, breakdowns and comparisons, each computed in one place."""

from evaluations.figures.breakdowns import Breakdown, GroupRow
from evaluations.figures.comparison import Compared, Comparison, comparisons
from evaluations.figures.distributions import (
    SMALLEST_BASE,
    SMALLEST_CELL,
    Answer,
    Distribution,
    best_two,
    distribution,
)
from evaluations.figures.response import Response, response
from evaluations.figures.results import (
    OpenAnswers,
    OpenQuestion,
    SurveyFigures,
    ThemeCount,
    released_figures,
    survey_figures,
)

__all__ = [
    "SMALLEST_BASE",
    "SMALLEST_CELL",
    "Answer",
    "Breakdown",
    "Compared",
    "Comparison",
    "Distribution",
    "GroupRow",
    "OpenAnswers",
    "OpenQuestion",
    "Response",
    "SurveyFigures",
    "ThemeCount",
    "best_two",
    "comparisons",
    "distribution",
    "released_figures",
    "response",
    "survey_figures",
]
