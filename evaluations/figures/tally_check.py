"""Whether the tallies say what the stored answers say: every figure is read from tallies, so they must be true."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, Sum

from evaluations.models import Answer, Channel, Choice, Group, GroupTally, OpenAnswer, PaperForm, Question, Survey


@dataclass(frozen=True)
class TallyCheck:
    """What was compared in one survey, and one sentence for each difference."""

    survey: str
    answers: int
    differences: tuple[str, ...]

    @property
    def is_equal(self) -> bool:
        """Whether nothing differs."""
        return not self.differences


def _choices(survey: Survey) -> QuerySet[Choice]:
    return Choice.objects.filter(question__survey=survey).select_related("question", "tally")


def _tally(choice: Choice) -> int:
    return choice.tally.count if hasattr(choice, "tally") else 0


def _ticks(survey: Survey) -> dict[int, int]:
    rows = Answer.objects.filter(question__survey=survey).order_by().values("choice")
    return {row["choice"]: row["ticks"] for row in rows.annotate(ticks=Count("pk"))}


def _by_choice(survey: Survey, choices: list[Choice], ticks: dict[int, int]) -> Iterator[str]:
    for choice in choices:
        counted, stored = _tally(choice), ticks.get(choice.pk, 0)
        if counted != stored:
            yield f"question {choice.question.number}, “{choice}”: the tally is {counted}, the answers are {stored}"


def _first_rows(survey: Survey) -> dict[int, int]:
    rows = Answer.objects.filter(question__survey=survey, is_first=True).order_by().values("question")
    return {row["question"]: row["people"] for row in rows.annotate(people=Count("pk"))}


def _by_question(survey: Survey) -> Iterator[str]:
    people = _first_rows(survey)
    for question in survey.questions.order_by("number"):
        answered, asked = question.answered_count, question.asked_count
        name = f"question {question.number}"
        if not question.is_in_words and people.get(question.pk, 0) != answered:
            yield f"{name}: {answered} people answered, but {people.get(question.pk, 0)} are stored"
        if answered > asked:
            yield f"{name}: {answered} people answered, but {asked} were asked"
        if asked > survey.respondent_count:
            yield f"{name}: {asked} people were asked, but {survey.respondent_count} are respondents"


def _texts(survey: Survey) -> Iterator[str]:
    """Texts may be deleted after they were read, so that there may be fewer of them, never more."""
    rows = OpenAnswer.objects.filter(question__survey=survey).order_by().values("question__number")
    for row in rows.annotate(texts=Count("pk"), answered=Sum("question__answered_count") / Count("pk")):
        if row["texts"] > row["answered"]:
            number, texts, answered = row["question__number"], row["texts"], row["answered"]
            yield f"question {number}: {texts} texts are stored, but {answered} people answered"


def _groups(survey: Survey, choices: list[Choice]) -> Iterator[str]:
    """A role and a region are said once, so that their groups add up to everybody at most; each session alone does."""
    tallies = {choice.pk: _tally(choice) for choice in choices}
    names = {choice.pk: f"question {choice.question.number}, “{choice}”" for choice in choices}
    sums: Counter[tuple[str, int]] = Counter()
    people: Counter[str] = Counter()
    for group in survey.groups.all():
        key = _key(group)
        people[key] += group.respondent_count
    rows = GroupTally.objects.filter(group__survey=survey, choice__in=tallies).select_related("group")
    for row in rows:
        if row.count > row.group.respondent_count:
            yield f"{names[row.choice_id]}: {row.count} of {row.group.respondent_count} respondents of “{row.group}”"
        sums[_key(row.group), row.choice_id] += row.count
    for (key, choice), count in sums.items():
        if count > tallies[choice]:
            yield f"{names[choice]}: the groups of {key} add up to {count}, the tally is {tallies[choice]}"
    for key, count in people.items():
        if count > survey.respondent_count:
            yield f"the groups of {key} add up to {count} people, but {survey.respondent_count} are respondents"


def _key(group: Group) -> str:
    return f"session “{group.label}”" if group.dimension == Group.Dimension.SESSION else group.dimension


def _paper(survey: Survey) -> Iterator[str]:
    """What was typed of paper forms, beside the answers that came in on paper."""
    typed: Counter[tuple[int, str]] = Counter()
    for entry in PaperForm.objects.filter(survey=survey).values_list("entry", flat=True):
        for number, codes in entry.get("choices", {}).items():
            typed.update((int(number), code) for code in dict.fromkeys(codes))
        typed.update((int(number), str(value)) for number, value in entry.get("numbers", {}).items())
    rows = Answer.objects.filter(question__survey=survey, channel=Channel.PAPER).order_by()
    stored = Counter(dict(_keyed(rows)))
    for number, code in sorted(typed.keys() | stored.keys()):
        if typed[number, code] != stored[number, code]:
            told = f"{typed[number, code]} on paper forms, but {stored[number, code]} answers came in on paper"
            yield f"question {number}, “{code}”: {told}"


def _keyed(rows: QuerySet[Answer]) -> Iterator[tuple[tuple[int, str], int]]:
    for row in rows.values("choice__question__number", "choice__code").annotate(ticks=Count("pk")):
        yield (row["choice__question__number"], row["choice__code"]), row["ticks"]


def _progress(survey: Survey) -> Iterator[str]:
    by_day = sum(survey.progress.values())
    if by_day != survey.respondent_count:
        yield f"the days add up to {by_day} respondents, but {survey.respondent_count} are counted"


def _totals(survey: Survey) -> Iterator[str]:
    """Of totals nothing is stored but the counts: they fit into the respondents."""
    several = Q(kind=Question.Kind.MULTIPLE)
    rows = survey.questions.counted().exclude(several).annotate(counted_answers=Sum("choices__tally__count"))
    for question in rows:
        if (question.counted_answers or 0) > survey.respondent_count:
            counted = question.counted_answers
            yield f"question {question.number}: {counted} answers of {survey.respondent_count} respondents"
    for choice in _choices(survey).filter(question__kind=Question.Kind.MULTIPLE):
        if _tally(choice) > survey.respondent_count:
            name = f"question {choice.question.number}, “{choice}”"
            yield f"{name}: {_tally(choice)} answers of {survey.respondent_count} respondents"


def check_tallies(survey: Survey) -> TallyCheck:
    """Compares every count of an original survey with what is stored; of totals, only that they fit."""
    if not survey.is_collected:
        return TallyCheck(survey.slug, 0, tuple(_totals(survey)))
    choices, ticks = list(_choices(survey)), _ticks(survey)
    found = [
        *_by_choice(survey, choices, ticks),
        *_by_question(survey),
        *_texts(survey),
        *_groups(survey, choices),
        *_paper(survey),
        *_progress(survey),
    ]
    return TallyCheck(survey.slug, sum(ticks.values()), tuple(found))
