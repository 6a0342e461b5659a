"""What is wrong with a questionnaire before it is opened, and with an open answer before it is published."""

from evaluations.review.structure import differences, hindrances, notes
from evaluations.review.traces import Trace, known_names, marked, traces

__all__ = ["Trace", "differences", "hindrances", "known_names", "marked", "notes", "traces"]
