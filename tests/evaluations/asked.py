"""A survey that people answered here, with roles, regions and a session, made from sheets as they come in."""

import random
from typing import Any

from evaluations.actions.answering import Sheet, record_sheets
from evaluations.actions.opening import prepare_tallies
from evaluations.models import Question, Survey
from events.models import Event
from tests import factories as make

SCALE = (("excellent", 5), ("good", 4), ("fair", 3), ("poor", 2))
ROLES = (("delegate", 60), ("speaker", 22), ("organizer", 6), ("observer", 2))
REGIONS = (("asia", 50), ("africa", 26), ("europe", 16), ("oceania", 3))


def make_scale_question(survey: Survey, **fields: Any) -> Question:
    """A rating with four points and "no opinion"."""
    question = make.make_question(survey=survey, **fields)
    for position, (code, value) in enumerate(SCALE, start=1):
        make.make_choice(question=question, code=code, value=value, position=position)
    make.make_choice(question=question, code="no-opinion", position=9, is_no_opinion=True)
    return question


def make_asked_survey(*, event: Event | None = None, **fields: Any) -> Survey:
    """Questions of every counted kind, for three dimensions, without an answer."""
    survey = make.make_open_survey(event=event or make.make_event(), **({"is_released": True} | fields))
    make_scale_question(survey, code="impression", phrase="their impression")
    make_scale_question(survey, code="clarity", grid="How clear was it?")
    make.make_question(survey=survey, kind="single", tallies=dict.fromkeys(("yearly", "seldom", "never")), code="often")
    make.make_question(survey=survey, kind="multiple", tallies=dict.fromkeys(("web", "paper", "friend")))
    make.make_question(survey=survey, kind="number", lowest=0, highest=39)
    make_scale_question(survey, role="speaker")
    make.make_question(survey=survey, kind="open", label="Useful")
    for dimension, groups in (("role", ROLES), ("region", REGIONS), ("session", (("opening", 1),))):
        for code, _ in groups:
            make.make_group(survey=survey, dimension=dimension, code=code, label=code.capitalize())
    prepare_tallies(survey)
    return survey


def _one(draw: random.Random, pairs: tuple[tuple[str, int], ...]) -> str:
    codes, weights = zip(*pairs, strict=True)
    return draw.choices(codes, weights)[0]


def _sheet(draw: random.Random) -> Sheet:
    rated = (*zip(("excellent", "good", "fair", "poor", "no-opinion"), (40, 30, 14, 4, 6), strict=True),)
    choices: dict[int, tuple[str, ...]] = {n: (_one(draw, rated),) for n in (1, 2) if draw.random() < 0.9}
    choices[3] = (_one(draw, (("yearly", 60), ("seldom", 30), ("never", 10))),)
    if draw.random() < 0.9:
        choices[4] = tuple(sorted(draw.sample(("web", "paper", "friend"), draw.choice((1, 1, 2)))))
    role = _one(draw, (*ROLES, ("", 6)))
    if role == "speaker":
        choices[6] = (_one(draw, rated),)
    region = _one(draw, (*REGIONS, ("", 4)))
    groups = [f"role:{role}"] * bool(role) + [f"region:{region}"] * bool(region)
    groups += ["session:opening"] * (draw.random() < 0.6)
    numbers = {5: min(39, int(abs(draw.gauss(12, 9))))} if draw.random() < 0.9 else {}
    texts = {7: f"Text {draw.random()}"} if draw.random() < 0.1 else {}
    return Sheet(choices=choices, numbers=numbers, texts=texts, groups=tuple(groups))


def answer(survey: Survey, people: int, seed: int = 1) -> Survey:
    """So many people answer, alike for the same seed; the survey as it is then."""
    draw = random.Random(seed)  # noqa: S311 - nothing here is secret
    record_sheets(survey=survey, sheets=[_sheet(draw) for _ in range(people)], channel="web")
    return Survey.objects.select_related("event").get(pk=survey.pk)
