"""Figures of evaluations: distributions, breakdowns and comparisons, each computed in one place."""

from evaluations.figures.distributions import (
    Answer,
    Distribution,
    OpenQuestion,
    SurveyFigures,
    distribution,
    released_figures,
    survey_figures,
)

__all__ = [
    "Answer",
    "Distribution",
    "OpenQuestion",
    "SurveyFigures",
    "distribution",
    "released_figures",
    "survey_figures",
]
