"""The open answers, question by question."""

from dataclasses import dataclass

from evaluations.figures import OpenQuestion
from reports.figures import Facts
from reports.narrative import roman
from reports.sections.evaluation import annex_numbers


@dataclass(frozen=True)
class Annex:
    """One annex with its roman number."""

    anchor: str
    number: str
    question: OpenQuestion


@dataclass(frozen=True)
class Content:
    """The annexes in order."""

    annexes: tuple[Annex, ...]

    @property
    def entries(self) -> tuple[tuple[str, str], ...]:
        """The annexes, for the contents."""
        return tuple((annex.anchor, f"Annex {annex.number}. {annex.question.label}") for annex in self.annexes)


def heading(facts: Facts) -> str:
    """The usual heading."""
    return "Annexes" if facts.survey and len(annex_numbers(facts.survey)) > 1 else "Annex"


def build(facts: Facts) -> Content | None:
    """The section, or nothing where nobody wrote anything."""
    numbers = annex_numbers(facts.survey) if facts.survey else {}
    if facts.survey is None or not numbers:
        return None
    return Content(
        tuple(
            Annex(f"annex-{numbers[question.number]}", roman(numbers[question.number]), question)
            for question in facts.survey.open_questions
            if question.number in numbers
        )
    )
