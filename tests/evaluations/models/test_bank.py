"""Scales have points that a form can show, in one direction."""

from typing import Any

import pytest

from evaluations.models import Scale
from tests import factories as make

pytestmark = pytest.mark.django_db


def _point(code: str, value: Any, **labels: str) -> dict[str, Any]:
    return {"code": code, "value": value, "labels": labels or {"en": code}}


@pytest.mark.parametrize(
    ("points", "message"),
    [
        ([_point("good", 1)], "A scale has at least two points."),
        ("good", "A scale has at least two points."),
        ([_point("good", 2), "poor"], "Point 2 needs a code, a value and labels."),
        ([_point("good", 2), _point("poor", "1")], "Point 2 needs a whole number and an English label."),
        ([_point("good", 2), _point("poor", 1, fr="mauvais")], "Point 2 needs a whole number and an English label."),
        ([_point("good", 2), _point("good", 1)], "Every point has a code and a value of its own."),
        ([_point("good", 1), _point("poor", 1)], "Every point has a code and a value of its own."),
        ([_point("a", 1), _point("b", 3), _point("c", 2)], "The values rise or fall from the first point to the last."),
        ([_point("a", 2), _point("b", 1, en="b", de="b")], "Point 2 has a label in an unknown language: de."),
    ],
)
def test_scale_without_a_direction_is_refused(points: Any, message: str) -> None:
    assert make.complaints(Scale(code="odd", title="Odd", points=points)) == {"points": [message]}


@pytest.mark.parametrize(("values", "is_best_first"), [((2, 1), True), ((1, 2), False)])
def test_scale_knows_its_direction(values: tuple[int, int], is_best_first: bool) -> None:
    points = [_point(code, value) for code, value in zip("ab", values, strict=True)]
    scale = Scale(code="scale", title="Scale", points=points)
    assert (make.complaints(scale), scale.is_best_first) == ({}, is_best_first)


def test_template_reads_as_its_title() -> None:
    assert str(make.make_template(title="Standard")) == "Standard"
