"""What staff decide about answers in words. The original is kept apart, and every decision can be changed later."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.text import slugify

from evaluations.models import OpenAnswer, Question, Theme
from evaluations.review import Trace, known_names, traces


class ModerationError(ValueError):
    """A decision that cannot be carried out; the message says why and what to do."""


def _keep_original(answer: OpenAnswer) -> None:
    """Before the first change of the text: old answers have no original beside them."""
    if not answer.original:
        answer.original = OpenAnswer.objects.values_list("text", flat=True).get(pk=answer.pk)


def must_go(found: Iterable[Trace]) -> str:
    """What keeps a text from being published, as a sentence; nothing where nothing does."""
    kinds = dict.fromkeys(trace.kind for trace in found if trace.must_go)
    said = [f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}" for kind in kinds]
    return f"The text holds what looks like {' and '.join(said)}." if said else ""


def publish_answer(*, answer: OpenAnswer, text: str | None = None) -> None:
    """Lets the public read an answer: as it was written, or as `text` says it. Raises ModerationError.

    What was written stays beside it for the staff.
    """
    _keep_original(answer)
    shown = answer.original if text is None else text.replace("\r\n", "\n").strip()
    if not shown:
        raise ModerationError("Nothing is left of the answer. Hide it instead.")
    if told := must_go(traces(shown, known_names(answer.question.survey.event))):
        raise ModerationError(f"{told} Take it out, then publish.")
    answer.text, answer.is_moderated, answer.is_hidden, answer.merged_into = shown, True, False, None
    answer.save(update_fields=["text", "original", "is_moderated", "is_hidden", "merged_into"])


def hide_answer(*, answer: OpenAnswer) -> None:
    """Prints an answer nowhere."""
    _keep_original(answer)
    answer.is_moderated, answer.is_hidden, answer.merged_into = True, True, None
    answer.save(update_fields=["original", "is_moderated", "is_hidden", "merged_into"])


def leave_answer(*, answer: OpenAnswer) -> None:
    """Puts an answer back among those that wait, as it was written."""
    _keep_original(answer)
    with transaction.atomic():
        answer.merged.update(merged_into=None)
        answer.text, answer.is_moderated, answer.is_hidden, answer.merged_into = answer.original, False, False, None
        answer.save(update_fields=["text", "original", "is_moderated", "is_hidden", "merged_into"])


def merge_answer(*, answer: OpenAnswer, into: OpenAnswer) -> None:
    """Counts an answer with another that says the same; what was merged into it goes along. Raises ModerationError."""
    into = into.merged_into or into
    if into.question_id != answer.question_id:
        raise ModerationError("The other answer is to another question.")
    if into.pk == answer.pk:
        raise ModerationError("An answer is not merged into itself, nor into one that is merged into it.")
    if not into.is_moderated or into.is_hidden:
        raise ModerationError("Publish the other answer first: this one would be counted with it.")
    _keep_original(answer)
    with transaction.atomic():
        answer.merged.update(merged_into=into)
        answer.merged_into, answer.is_moderated, answer.is_hidden = into, True, False
        answer.save(update_fields=["original", "merged_into", "is_moderated", "is_hidden"])


def mark_themes(*, answer: OpenAnswer, themes: Iterable[Theme], new: str = "") -> None:
    """Ticks themes of the code book of the question; `new` is the label of one that is added to it."""
    chosen = [theme for theme in themes if theme.question_id == answer.question_id]
    with transaction.atomic():
        if new.strip():
            chosen.append(theme_called(question=answer.question, label=new))
        answer.themes.set(chosen)


def theme_called(*, question: Question, label: str) -> Theme:
    """The theme with a label, made where the code book has none."""
    label = " ".join(label.split())[:120]
    for theme in question.themes.all():
        if theme.label.casefold() == label.casefold():
            return theme
    taken = set(question.themes.values_list("code", flat=True))
    wanted = slugify(label, allow_unicode=False)[:36] or "theme"
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    code = next(one for one in (wanted, *numbered) if one not in taken)
    theme = Theme(question=question, code=code, label=label, position=len(taken) + 1)
    theme.full_clean()
    theme.save()
    return theme


def write_synthesis(*, question: Question, text: str) -> None:
    """What the open answers to a question say together, for the report."""
    question.synthesis = text.replace("\r\n", "\n").strip()
    question.save(update_fields=["synthesis"])
