"""Sentences about a survey, made from its figures. Those who answered are respondents, never participants."""

from evaluations.figures import Answer, Distribution, SurveyFigures
from events.narrative import counted, decimal_text, figure, listed, opening, opening_per_cent, per_cent, sentence

ROUNDING_NOTE = "Percentages may not add up to 100 because of rounding."


def _with_count(answer: Answer) -> str:
    share = per_cent(answer.percent) if answer.percent is not None else counted(answer.count or 0, "respondent")
    brackets = f" ({figure(answer.count or 0)})" if answer.percent is not None else ""
    return f"{share}{brackets}"


def _opening(answer: Answer, n: int) -> str:
    """Opens a sentence: "Forty-three per cent of the 68 respondents (29)"."""
    if answer.percent is not None:
        return f"{opening_per_cent(answer.percent)} of the {counted(n, 'respondent')} ({figure(answer.count or 0)})"
    return f"{opening(answer.count or 0)} of the {counted(n, 'respondent')}"


def _remainder(found: Distribution) -> str:
    """Names what the source does not say; empty where everybody is accounted for."""
    if not found.not_stated:
        return ""
    noun, verb = ("answer", "is") if found.not_stated == 1 else ("answers", "are")
    share = f", or {per_cent(found.not_stated_percent)}," if found.not_stated_percent is not None else ""
    remaining = counted(found.not_stated, "respondent")
    return f" The {noun} of the remaining {remaining}{share} {verb} not stated."


def _rating(found: Distribution, first: Answer, rest: list[Answer]) -> str:
    judged = f"{_opening(first, found.n)} rated {found.phrase} as {first.label.lower()}"
    others = [f"{_with_count(answer)} as {answer.label.lower()}" for answer in rest]
    return listed([judged, *others])


def _choice(found: Distribution, first: Answer, rest: list[Answer]) -> str:
    said = f"{_opening(first, found.n)} answered that {found.phrase} {first.label.lower()}"
    others = [f"{_with_count(answer)} {answer.label.lower()}" for answer in rest]
    return listed([said, *others])


def distribution_sentence(found: Distribution) -> str:
    """One or two sentences that give every stated answer with its count, and name the remainder."""
    stated = list(found.stated)
    if not stated:
        return f"No answers of the {counted(found.n, 'respondent')} are stated."
    write = _rating if found.kind == "rating" else _choice
    rounding = f" {ROUNDING_NOTE}" if found.is_off_by_rounding else ""
    return f"{write(found, stated[0], stated[1:])}.{_remainder(found)}{rounding}"


def bar_title(found: Distribution) -> str:
    """The alternative of a bar, as a full sentence with the figures."""
    parts = [f"{answer.label.lower()} {_with_count(answer)}" for answer in found.stated]
    if found.not_stated:
        remainder = Answer("", "", None, found.not_stated, found.not_stated_percent)
        parts.append(f"not stated {_with_count(remainder)}")
    return f"{found.label}: of {counted(found.n, 'respondent')}, {listed(parts)}."


def overview(results: SurveyFigures) -> str:
    """The sentence that opens the evaluation; it compares questions only where they share a scale."""
    who = (
        f"{opening(results.n)} {'person' if results.n == 1 else 'people'} answered the questions on {results.subject}."
    )
    shares = [d.top_two_percent for d in results.ratings if d.top_two_percent is not None]
    scales = {best_labels(d) for d in results.ratings}
    if len(scales) != 1 or len(shares) < len(results.ratings):
        return who
    return f"{who} On every rated question at least {per_cent(min(shares))} of them chose {scales.pop()}."


def best_labels(found: Distribution) -> str:
    """The two best answers of a question's scale: "excellent or good"."""
    answers = sorted(found.answers, key=lambda answer: -(answer.value or 0))
    return " or ".join(answer.label.lower() for answer in answers[:2])


def top_two_text(found: Distribution) -> str:
    """The line under a question's name in a chart: "93 per cent excellent or good"."""
    if found.top_two is None:
        return ""
    if found.top_two_percent is None:
        return f"{figure(found.top_two)} {best_labels(found)}"
    return f"{decimal_text(found.top_two_percent)} per cent {best_labels(found)}"


def response_text(results: SurveyFigures, participants: int | None, rate: str, event_name: str) -> str:
    """Who answered, with the base named; `rate` is the rounded share of all participants."""
    note = f" {results.base_note}" if results.base_note else ""
    if participants is None:
        return f"{sentence(counted(results.n, 'respondent'))}.{note}"
    verb = "is" if results.n == 1 else "are"
    return (
        f"The {counted(results.n, 'respondent')} {verb} {rate} per cent of the "
        f"{counted(participants, 'participant')} in the {event_name}.{note}"
    )
