"""What is done with a survey as a whole: cloning its questions for another event."""

from typing import Any

from django.db import transaction

from evaluations.models import Choice, Group, Question, Survey
from events.actions.cloning import free_slug
from events.models import AuditEntry, Event

_SURVEY = ("title", "subject", "language", "intro", "thanks", "access", "response_base")
_QUESTION = (
    "number",
    "code",
    "kind",
    "section",
    "grid",
    "text",
    "label",
    "phrase",
    "hint",
    "role",
    "lowest",
    "highest",
)
_CHOICE = ("position", "code", "label", "value", "is_no_opinion")
_GROUP = ("dimension", "code", "label", "position")


def clone_survey(*, survey: Survey, event: Event, by: Any) -> Survey:
    """The questionnaire of a survey in all its languages for another event: no answer, not opened, not released.

    Sessions of the old event stay there: questions are asked of everybody then, and no group is a session.
    """
    original = survey.original
    with transaction.atomic():
        copy = _copy(original, event, None)
        for sibling in original.translations.all():
            _copy(sibling, event, copy)
        AuditEntry.record(AuditEntry.Action.CLONED, by=by, item=copy, detail=f"from “{original}” (No. {original.pk})")
    return copy


def _copy(survey: Survey, event: Event, original: Survey | None) -> Survey:
    wanted = f"{original.slug}-{survey.language}" if original else f"{event.slug}-evaluation"
    said = {name: getattr(survey, name) for name in _SURVEY}
    copy = Survey.objects.create(
        event=event, translation_of=original, slug=free_slug(Survey.objects.all(), wanted), respondent_count=0, **said
    )
    for question in survey.questions.prefetch_related("choices"):
        asked = Question.objects.create(survey=copy, **{name: getattr(question, name) for name in _QUESTION})
        # The numbers that were given are no part of what is asked.
        choices = () if question.kind == Question.Kind.NUMBER else question.choices.all()
        Choice.objects.bulk_create(
            Choice(question=asked, **{name: getattr(choice, name) for name in _CHOICE}) for choice in choices
        )
    groups = survey.groups.exclude(dimension=Group.Dimension.SESSION)
    Group.objects.bulk_create(Group(survey=copy, **{name: getattr(group, name) for name in _GROUP}) for group in groups)
    return copy
