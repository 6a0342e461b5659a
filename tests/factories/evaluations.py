"""Surveys, their questions, and what was answered."""

from collections.abc import Mapping
from typing import Any

from evaluations.models import (
    Answer,
    Choice,
    Group,
    GroupTally,
    Invitation,
    Letter,
    Mailing,
    OpenAnswer,
    PaperForm,
    Question,
    Scale,
    Survey,
    Tally,
    Template,
    Theme,
)
from evaluations.models.invitation import token_hash
from events.models import (
    Event,
    Person,
)
from tests.factories.events import LONG_AGO, _named, _next, make_event, make_person


def make_survey(*, event: Event | None = None, **fields: Any) -> Survey:
    """Totals of 68 people, released, unless said."""
    title = _named("Survey")
    defaults = {"title": title, "slug": title.lower().replace(" ", "-"), "subject": "the Forum"}
    counts = {"respondent_count": 68, "is_released": True, "answers_are": "totals"}
    return Survey.objects.create(event=event or make_event(), **(defaults | counts | fields))


def make_open_survey(*, event: Event | None = None, **fields: Any) -> Survey:
    """Collects answers since long ago, and has none, unless said."""
    collecting = {"answers_are": "collected", "respondent_count": 0, "is_released": False, "opens_at": LONG_AGO}
    return make_survey(event=event, **(collecting | fields))


def make_group(*, survey: Survey | None = None, code: str = "speaker", **fields: Any) -> Group:
    survey = survey or make_survey()
    defaults = {"dimension": "role", "label": code.capitalize(), "position": _next(survey.groups)}
    return Group.objects.create(survey=survey, code=code, **(defaults | fields))


def make_group_tally(*, group: Group | None = None, **fields: Any) -> GroupTally:
    group = group or make_group()
    choice = fields.pop("choice", None) or make_question(survey=group.survey, tallies={"good": 1}).choices.get()
    return GroupTally.objects.create(group=group, choice=choice, **fields)


def make_answer(*, choice: Choice | None = None, **fields: Any) -> Answer:
    choice = choice or make_question(tallies={"good": 1}).choices.get()
    return Answer.objects.create(question=choice.question, choice=choice, **fields)


def make_paper_form(*, survey: Survey | None = None, **fields: Any) -> PaperForm:
    survey = survey or make_open_survey()
    return PaperForm.objects.create(survey=survey, **({"serial": _next(survey.paper_forms)} | fields))


def make_theme(*, question: Question | None = None, **fields: Any) -> Theme:
    question = question or make_question(kind=Question.Kind.OPEN)
    label = _named("Theme")
    return Theme.objects.create(
        question=question, **({"label": label, "code": label.lower().replace(" ", "-")} | fields)
    )


def make_invitation(*, survey: Survey | None = None, person: Person | None = None, **fields: Any) -> Invitation:
    """A person's invitation; the token of its link is `Invitation.token_of(invitation.seed)`."""
    seed = fields.setdefault("seed", _named("seed"))
    defaults = {"email": f"{_named('somebody').replace(' ', '')}@example.org"}
    defaults["token_hash"] = token_hash(Invitation.token_of(seed))
    survey = survey or make_open_survey(access="invited")
    return Invitation.objects.create(survey=survey, person=person or make_person(), **(defaults | fields))


def make_mailing(*, survey: Survey | None = None, **fields: Any) -> Mailing:
    survey = survey or make_open_survey(access="invited")
    return Mailing.objects.create(survey=survey, **({"number": _next(survey.mailings)} | fields))


def make_letter(*, invitation: Invitation | None = None, **fields: Any) -> Letter:
    invitation = invitation or make_invitation()
    mailing = fields.pop("mailing", None) or make_mailing(survey=invitation.survey)
    return Letter.objects.create(invitation=invitation, mailing=mailing, **fields)


def make_scale(**fields: Any) -> Scale:
    points = [{"code": code, "value": 2 - n, "labels": {"en": code}} for n, code in enumerate(("good", "poor"))]
    title = _named("Scale")
    return Scale.objects.create(
        **({"title": title, "code": title.lower().replace(" ", "-"), "points": points} | fields)
    )


def make_template(**fields: Any) -> Template:
    title = _named("Template")
    return Template.objects.create(**({"title": title, "code": title.lower().replace(" ", "-")} | fields))


def make_choice(*, question: Question, code: str, **fields: Any) -> Choice:
    defaults = {"position": _next(question.choices), "label": code.replace("-", " ").capitalize()}
    return Choice.objects.create(question=question, code=code, **(defaults | fields))


def make_question(
    *, survey: Survey | None = None, tallies: Mapping[str, int | None] | None = None, **fields: Any
) -> Question:
    """A question with its choices, best first: `tallies={"excellent": 29, "good": None}` leaves "good" not stated."""
    survey = survey or make_survey()
    number = _next(survey.questions)
    defaults = {"number": number, "text": f"Text of question {number}?", "label": f"Label {number}"}
    question = Question.objects.create(survey=survey, **(defaults | fields))
    worth = len(tallies or {})
    for place, (code, ticked) in enumerate((tallies or {}).items()):
        value = worth - place if question.kind == Question.Kind.RATING else None
        choice = make_choice(question=question, code=code, position=place + 1, value=value)
        if ticked is not None:
            Tally.objects.create(choice=choice, count=ticked)
    return question


def make_open_answer(*, question: Question | None = None, **fields: Any) -> OpenAnswer:
    question = question or make_question(kind=Question.Kind.OPEN)
    defaults = {"position": _next(question.open_answers), "text": _named("An answer")}
    return OpenAnswer.objects.create(question=question, **(defaults | fields))
