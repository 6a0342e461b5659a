"""The languages of a survey: siblings with the same numbers and codes, and what of their words is still to be done."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from evaluations.actions.grouping import word_of
from evaluations.models import Choice, Group, Question, Scale, Survey
from events.actions.cloning import free_slug
from events.models import AuditEntry, Language

SURVEY_WORDS = ("title", "subject", "intro", "thanks")
QUESTION_WORDS = ("section", "grid", "text", "label", "phrase", "hint")


@dataclass(frozen=True)
class Wording:
    """Words of a sibling beside those of its original; `name` is what the form calls them."""

    name: str
    place: str
    original: str
    text: str
    longest: int | None
    row: Any
    field: str
    is_known: bool = False

    @property
    def is_untranslated(self) -> bool:
        """Whether the words are still those of the original, or there are none."""
        return not self.is_known and bool(self.original) and self.text in ("", self.original)


def known_labels(language: str) -> dict[tuple[str, str], str]:
    """The labels of all scales in a language, by the code of the point and any other label that it has."""
    found = dict[tuple[str, str], str]()
    for scale in Scale.objects.all():
        points = [(point["code"], point["labels"]) for point in scale.points]
        for code, labels in [*points, ("no-opinion", scale.no_opinion)]:
            if labels.get(language):
                found |= {(code, label): labels[language] for label in labels.values()}
    return found


def make_translation(*, survey: Survey, language: str, by: Any) -> Survey:
    """A sibling in another language: labels of scales in that language, the original's words where none are known.

    Raises ValidationError where there is one already, or the original is in this language.
    """
    original, labels = survey.original, known_labels(language)
    with transaction.atomic():
        sibling = Survey(
            event=original.event,
            translation_of=original,
            language=language,
            slug=free_slug(Survey.objects.all(), f"{original.slug}-{language}"),
            answers_are=original.answers_are,
            access=original.access,
            **{name: getattr(original, name) for name in SURVEY_WORDS},
        )
        sibling.full_clean()
        sibling.save()
        for question in original.questions.prefetch_related("choices"):
            _copy_question(question, sibling, labels)
        for group in original.groups.all():
            _copy_group(group, sibling)
        name = Language(language).label
        AuditEntry.record(AuditEntry.Action.CLONED, by=by, item=sibling, detail=f"from “{original}” in {name}")
    return sibling


def _copy_question(question: Question, sibling: Survey, labels: Mapping[tuple[str, str], str]) -> None:
    names = (*QUESTION_WORDS, "number", "code", "kind", "role", "session", "lowest", "highest")
    copy = Question.objects.create(survey=sibling, **{name: getattr(question, name) for name in names})
    if question.kind == Question.Kind.NUMBER:  # the numbers that were given are choices of the original alone
        return
    Choice.objects.bulk_create(
        Choice(
            question=copy,
            position=choice.position,
            code=choice.code,
            label=labels.get((choice.code, choice.label), choice.label),
            value=choice.value,
            is_no_opinion=choice.is_no_opinion,
        )
        for choice in question.choices.all()
    )


def _copy_group(group: Group, sibling: Survey) -> None:
    label = word_of(group.dimension, group.code, sibling.language) or group.label
    names = ("dimension", "code", "position", "session")
    Group.objects.create(survey=sibling, label=label, **{name: getattr(group, name) for name in names})


def wordings(sibling: Survey) -> list[Wording]:
    """All words of a sibling in the order of the form, each beside those of its original."""
    return [*_of_survey(sibling), *_of_questions(sibling), *_of_groups(sibling)]


def _wording(name: str, place: str, row: Any, other: Any, field: str, **more: Any) -> Wording:
    original = getattr(other, field) if other is not None else ""
    longest = row._meta.get_field(field).max_length
    return Wording(name, place, original, getattr(row, field), longest, row, field, **more)


def _name(model: Any, field: str) -> str:
    return str(model._meta.get_field(field).verbose_name)


def _of_survey(sibling: Survey) -> Iterator[Wording]:
    for field in SURVEY_WORDS:
        if getattr(sibling.original, field) or getattr(sibling, field):
            label = _name(Survey, field).capitalize()
            yield _wording(f"survey-{field}", label, sibling, sibling.original, field)


def _of_questions(sibling: Survey) -> Iterator[Wording]:
    originals = {question.number: question for question in sibling.original.questions.prefetch_related("choices")}
    labels = known_labels(sibling.language)
    for question in sibling.questions.prefetch_related("choices"):
        other = originals.get(question.number)
        place = f"Question {question.number}"
        for field in QUESTION_WORDS:
            if getattr(question, field) or (other and getattr(other, field)):
                words = _name(Question, field)
                yield _wording(f"question-{question.pk}-{field}", f"{place}, {words}", question, other, field)
        choices = {choice.code: choice for choice in other.choices.all()} if other else {}
        for choice in question.choices.all():
            same = choices.get(choice.code)
            known = same is not None and labels.get((choice.code, same.label)) == choice.label
            is_known = known or choice.label.isdecimal()
            where = f"{place}, choice “{choice.code}”"
            yield _wording(f"choice-{choice.pk}-label", where, choice, same, "label", is_known=is_known)


def _of_groups(sibling: Survey) -> Iterator[Wording]:
    others = {(group.dimension, group.code): group for group in sibling.original.groups.all()}
    for group in sibling.groups.all():
        known = word_of(group.dimension, group.code, sibling.language) == group.label
        place = f"Group, {group.get_dimension_display().lower()} “{group.code}”"
        other = others.get((group.dimension, group.code))
        yield _wording(f"group-{group.pk}-label", place, group, other, "label", is_known=known)


def reword(*, sibling: Survey, words: Mapping[str, str]) -> int:
    """Writes the words of a sibling that were typed anew, by the names of `wordings`; says how many.

    Raises ValidationError by the name of the words; nothing is stored then.
    """
    changed = [one for one in wordings(sibling) if one.name in words and words[one.name] != one.text]
    rows = {id(one.row): one.row for one in changed}
    for one in changed:
        setattr(one.row, one.field, words[one.name])
    with transaction.atomic():
        for row in rows.values():
            row.full_clean()
            row.save()
    return len(changed)
