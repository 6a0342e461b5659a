"""Which column of a table holds which question, and which say who answered: those are never taken in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from evaluations.imports.indico import bare_title
from evaluations.models import Group, Question, Survey
from events.imports.table import header_key
from events.text import clean_line

# Columns that would join answers to a person, a moment or another list.
_WHO_AND_WHEN = (
    *("submitter", "submission date", "submitted", "submitted at", "timestamp", "date", "time", "date time"),
    *("name", "full name", "first name", "last name", "family name", "given name", "surname", "user", "username"),
    *("email", "e-mail address", "mail", "phone", "telephone", "ip", "ip address", "respondent", "respondent id"),
    *("id", "response id", "submission id", "collector id", "start date", "end date", "start time", "completion time"),
    *("이름", "이메일", "시간", "타임스탬프"),
)
IDENTIFYING = {header_key(name) for name in _WHO_AND_WHEN}
LEFT_OUT = "none"


@dataclass(frozen=True)
class Target:
    """What a column may hold: a question as "q3", or a dimension of groups as "role"."""

    key: str
    label: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Matched:
    """A column of the table: its place from 0, its header, what it holds ("" where it is left out), and why not."""

    place: int
    header: str
    target: str
    note: str = ""

    @property
    def name(self) -> str:
        """How the form names it."""
        return f"column-{self.place}"

    @property
    def number(self) -> int:
        """Its number as people count."""
        return self.place + 1


def targets(survey: Survey) -> tuple[Target, ...]:
    """Everything that a column may hold, the questions first; the words of every translation name them, too."""
    words: dict[int, list[Question]] = {}
    for question in Question.objects.filter(survey__in=[survey, *survey.translations.all()]).order_by("survey"):
        words.setdefault(question.number, []).append(question)
    found = [_question(own, words[own.number]) for own in survey.questions.all()]
    asked = set(survey.groups.values_list("dimension", flat=True))
    found += [Target(d.value, d.label, (d.value, d.label)) for d in Group.Dimension if d in asked]
    return tuple(found)


def _question(question: Question, worded: list[Question]) -> Target:
    number = question.number
    names = [str(number), f"q{number}", f"question {number}", *([question.code] if question.code else [])]
    for words in worded:
        names += [words.label, words.text, f"{number} {words.label}", f"{number} {words.text}"]
    return Target(f"q{number}", f"{number}. {question.label}", tuple(dict.fromkeys(names)))


def _by_name(known: tuple[Target, ...]) -> dict[str, str]:
    """Targets by their names without case and signs; a name that two have is nobody's."""
    found: dict[str, set[str]] = {}
    for target in known:
        for name in target.names:
            if key := header_key(name):
                found.setdefault(key, set()).add(target.key)
    return {key: keys.pop() for key, keys in found.items() if len(keys) == 1}


def match_columns(header: list[str], known: tuple[Target, ...], chosen: Mapping[str, str]) -> tuple[Matched, ...]:
    """Every column with what it holds; `chosen` says it by the column's name where somebody decided."""
    by_name, taken, columns = _by_name(known), dict[str, int](), []
    for place, text in enumerate(header):
        found = clean_line(text)
        decided = chosen.get(f"column-{place}", "")
        if decided not in {LEFT_OUT, *(target.key for target in known)}:
            decided = by_name.get(header_key(found)) or by_name.get(header_key(bare_title(found)), "")
        column = _matched(place, found, decided, taken)
        columns.append(column)
        if column.target:
            taken[column.target] = place
    return tuple(columns)


def _matched(place: int, header: str, target: str, taken: Mapping[str, int]) -> Matched:
    if target in taken:
        return Matched(place, header, "", f"Column {taken[target] + 1} holds the same question.")
    if target and target != LEFT_OUT:
        return Matched(place, header, target)
    if header_key(header) in IDENTIFYING:
        return Matched(place, header, "", "Dropped: it may say who answered, and when.")
    return Matched(place, header, "", "" if target else "No question is called so.")


def dropped(columns: tuple[Matched, ...]) -> Iterator[str]:
    """The headers that are dropped for the sake of anonymity."""
    for column in columns:
        if not column.target and header_key(column.header) in IDENTIFYING:
            yield column.header
