"""What is done with a survey as a whole: cloning its questions for another event."""

from typing import Any

from django.db import transaction

from evaluations.models import Choice, Question, Survey
from events.actions.cloning import free_slug
from events.models import AuditEntry, Event


def clone_survey(*, survey: Survey, event: Event, by: Any) -> Survey:
    """The questions and choices of a survey for another event, without an answer, and not released."""
    with transaction.atomic():
        copy = Survey.objects.create(
            event=event,
            title=survey.title,
            slug=free_slug(Survey.objects.all(), f"{event.slug}-evaluation"),
            subject=survey.subject,
            respondent_count=0,
        )
        for question in survey.questions.prefetch_related("choices"):
            asked = Question.objects.create(
                survey=copy,
                number=question.number,
                kind=question.kind,
                text=question.text,
                label=question.label,
                phrase=question.phrase,
            )
            for choice in question.choices.all():
                Choice.objects.create(
                    question=asked,
                    position=choice.position,
                    code=choice.code,
                    label=choice.label,
                    value=choice.value,
                )
        AuditEntry.record(AuditEntry.Action.CLONED, by=by, item=copy, detail=f"from “{survey}” (No. {survey.pk})")
    return copy
