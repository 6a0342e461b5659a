"""Sentences about a survey, made from its figures. Those who answered are respondents, never participants."""

import unicodedata
from collections.abc import Callable

from evaluations.figures import SMALLEST_BASE, Answer, Distribution, Response, SurveyFigures, best_two
from evaluations.models import Base, Question
from events.narrative import counted, decimal_text, figure, listed, opening, opening_per_cent, per_cent, sentence

HIDDEN_NOTE = (
    "In tables by group every number is nought or at least five: where fewer would show, or could be computed, answers "
    "or groups are put together, or the table is left out. Their percentages are of everybody in the group."
)
QUESTIONS_A_MINUTE = 4
ROUNDING_NOTE = "Percentages may not add up to 100 because of rounding."
TOO_FEW = "Too few answers to show."
MOST_NAMED = 6  # a sentence that names more answers is read by nobody: the table has them all
_UNKNOWN = {
    Base.ATTENDED: "How many people attended was not recorded",
    Base.REGISTERED: "How many people registered was not recorded",
    Base.INVITED: "Nobody was invited by name",
    Base.HANDED_OUT: "How many forms were handed out was not recorded",
}
_PEOPLE = {
    Base.ATTENDED: "{} in the {}",
    Base.REGISTERED: "{} who registered for the {}",
    Base.INVITED: "{} who were invited to answer",
    Base.HANDED_OUT: "{} who were handed a form",
}


def isolated(text: str) -> str:
    """A text that may run from right to left, kept from turning the words around it."""
    is_turned = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)
    return f"\u2068{text}\u2069" if is_turned else text


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


def _quoted(answer: Answer) -> str:
    return f"“{isolated(answer.label)}”"


def _lower(answer: Answer) -> str:
    return isolated(answer.label.lower())


def _said(found: Distribution, verb: str, joint: str, label: Callable[[Answer], str], named: list[Answer]) -> str:
    first, *rest = named
    opened = f"{_opening(first, found.n)} {verb}{joint}{label(first)}"
    return listed([opened, *(f"{_with_count(answer)}{joint}{label(answer)}" for answer in rest)])


def _rating(found: Distribution, named: list[Answer]) -> str:
    return _said(found, f"rated {found.phrase or f'“{isolated(found.label)}”'}", " as ", _lower, named)


def _choice(found: Distribution, named: list[Answer]) -> str:
    if found.phrase and not found.is_multiple:
        return _said(found, f"answered that {found.phrase}", " ", _lower, named)
    return _said(found, "chose" if found.is_multiple else "answered", " ", _quoted, named)


def _named(found: Distribution) -> list[Answer]:
    """The answers that the sentence names: all of a few, otherwise the most frequent."""
    stated = list(found.stated)
    if len(stated) <= MOST_NAMED:
        return stated
    return sorted(stated, key=lambda answer: -(answer.count or 0))[:3]


def distribution_sentence(found: Distribution) -> str:
    """One or two sentences that give the stated answers with their counts, and name the remainder."""
    if found.is_too_small:
        return TOO_FEW
    if not found.n:
        return "Nobody answered this question."
    if found.kind == Question.Kind.NUMBER:
        return f"{opening(found.n)} {'respondent' if found.n == 1 else 'respondents'} gave a number.{_remainder(found)}"
    if not found.stated:
        return f"No answers of the {counted(found.n, 'respondent')} are stated."
    write = _rating if found.kind == Question.Kind.RATING else _choice
    rounding = f" {ROUNDING_NOTE}" if found.is_off_by_rounding else ""
    several = " Several answers could be chosen." if found.is_multiple else ""
    return f"{write(found, _named(found))}.{_remainder(found)}{several}{rounding}"


def beside_text(found: Distribution) -> str:
    """Who is not in the base: "Seven respondents skipped the question and two had no opinion."; empty where nobody."""
    parts = []
    if found.skipped:
        parts.append(f"{opening(found.skipped)} {'respondent' if found.skipped == 1 else 'respondents'} gave no answer")
    if found.no_opinion:
        number = figure(found.no_opinion) if parts else opening(found.no_opinion)
        noun = "" if parts else " respondent" if found.no_opinion == 1 else " respondents"
        parts.append(f"{number}{noun} had no opinion")
    return f"{listed(parts)}." if parts else ""


def average_text(found: Distribution) -> str:
    """Mean and median, with what the numbers of a scale stand for; empty where they are not known."""
    if found.mean is None or found.median is None:
        return ""
    mean = decimal_text(found.mean)
    if not found.median_label:
        return f"The mean is {mean} and the median {decimal_text(found.median)}."
    scale = sorted((answer for answer in found.answers if answer.value is not None), key=lambda a: -(a.value or 0))
    if all(answer.label == str(answer.value) for answer in scale):
        ends = f"on a scale from {scale[-1].value} to {scale[0].value}"
        return f"The mean is {mean} {ends} and the median {found.median_label}."
    ends = f"{_lower(scale[0])} is {scale[0].value}, {_lower(scale[-1])} {scale[-1].value}"
    return f"The mean is {mean} ({ends}) and the median “{isolated(found.median_label.lower())}”."


def bar_title(found: Distribution, name: str = "") -> str:
    """The alternative of a bar, as a full sentence with the figures."""
    parts = [f"{_lower(answer)} {_with_count(answer)}" for answer in found.stated]
    if found.not_stated:
        remainder = Answer("", "", None, found.not_stated, found.not_stated_percent)
        parts.append(f"not stated {_with_count(remainder)}")
    return f"{isolated(name or found.label)}: of {counted(found.n, 'respondent')}, {listed(parts)}."


def overview(results: SurveyFigures) -> str:
    """The sentence that opens the evaluation; it compares questions only where they share a scale."""
    people = f"{opening(results.n)} {'person' if results.n == 1 else 'people'}"
    who = f"{people} answered the questions on {results.subject}."
    if results.is_too_small:
        return f"{who} {TOO_FEW}"
    shares = [d.top_two_percent for d in results.ratings if d.top_two_percent is not None]
    scales = {best_labels(d) for d in results.ratings}
    if len(scales) != 1 or len(shares) < len(results.ratings):
        return who
    whom = "those who answered it with an opinion" if results.is_collected else "them"
    return f"{who} On every rated question at least {per_cent(min(shares))} of {whom} chose {scales.pop()}."


def best_labels(found: Distribution) -> str:
    """The two best answers of a question's scale: "excellent or good"."""
    return " or ".join(_lower(answer) for answer in best_two(found.answers))


def top_two_text(found: Distribution) -> str:
    """The line under a question's name in a chart: "93 per cent excellent or good"."""
    if found.top_two is None:
        return ""
    if found.top_two_percent is None:
        return f"{figure(found.top_two)} {best_labels(found)}"
    return f"{decimal_text(found.top_two_percent)} per cent {best_labels(found)}"


def _of_whom(response: Response, event_name: str) -> str:
    noun = ("participant", "") if response.base == Base.ATTENDED else ("person", "people")
    return _PEOPLE[Base(response.base)].format(counted(response.of or 0, *noun), event_name)


def _rate(response: Response, event_name: str) -> str:
    who = counted(response.respondents, "respondent")
    if response.of is None:
        return f"{sentence(who)}."
    verb, whom = "is" if response.respondents == 1 else "are", _of_whom(response, event_name)
    if response.is_over:
        return f"The {who} {verb} more than the {whom}, so that there is no response rate."
    if response.percent is None:
        return f"The {who} {verb} from among the {whom}."
    return f"The {who} {verb} {per_cent(response.percent)} of the {whom}."


def response_text(results: SurveyFigures, event_name: str) -> str:
    """Who answered, with the base named; what is not known of it is said."""
    response = results.response
    if response is None:
        return f"{sentence(counted(results.n, 'respondent'))}."
    unknown = f"{_UNKNOWN[Base(response.base)]}, so that there is no response rate." if response.of is None else ""
    return f"{_rate(response, event_name)} {results.base_note or unknown}".strip()


def base_text(results: SurveyFigures) -> str:
    """What every percentage is a share of; empty where there is none."""
    if not any(found.has_percentages for found in results.distributions):
        return ""
    if results.is_collected:
        return (
            "The base of every percentage (n) is the respondents who answered the question with an opinion; questions "
            f"with fewer than {SMALLEST_BASE} of them have numbers alone."
        )
    return f"The base of every percentage is the {results.n:,} respondents."


def notes(results: SurveyFigures) -> tuple[str, ...]:
    """What a reader must know of the figures: base, rounding, what is not stated, and what is not shown."""
    has_percentages = any(found.has_percentages for found in results.distributions)
    found = [base_text(results), ROUNDING_NOTE if has_percentages else ""]
    if not results.is_collected:
        found.append("A share marked “not stated” is one that the source does not split.")
    if results.breakdowns:
        found.append(HIDDEN_NOTE)
    return tuple(note for note in found if note)


def minutes_for(questions: int) -> int:
    """About how many minutes some questions take, as forms and letters say it."""
    return max(1, round(questions / QUESTIONS_A_MINUTE))
