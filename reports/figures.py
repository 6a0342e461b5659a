"""All numbers of one report, computed once from the stored facts and read by every section."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch
from django.utils.safestring import SafeString

from evaluations.figures import SurveyFigures, survey_figures
from evaluations.models import Survey
from events.figures import (
    BudgetFigures,
    Day,
    ParticipationFigures,
    ProgrammeFigures,
    budget_figures,
    participation_figures,
    programme_days,
    programme_figures,
    share,
)
from events.models import Event, Host, Presentation
from events.narrative import bind, references
from events.text import clean_html, inline, set_headings, set_notes
from reports.models import Report


@dataclass(frozen=True)
class Facts:
    """What a report's sections are made of. `is_internal` is the edition for the office."""

    report: Report
    event: Event
    people: ParticipationFigures
    programme: ProgrammeFigures
    presentations: tuple[Presentation, ...]
    days: tuple[Day, ...]
    budget: BudgetFigures
    survey: SurveyFigures | None
    known: Mapping[str, int | str]
    is_internal: bool

    @property
    def names_travellers(self) -> bool:
        """Whether amounts may stand beside names: always inside the office, in public when the office says so."""
        return self.is_internal or self.report.names_travellers

    def bound(self, text: str, *, heading: int) -> SafeString:
        """Rich text, cleaned once more, with its references replaced; its headings begin at the level `heading`."""
        return bind(set_headings(set_notes(clean_html(text)), heading), self.known)

    def bound_line(self, text: str) -> SafeString:
        """The same for a place that is one paragraph already."""
        return bind(set_notes(inline(clean_html(text))), self.known)

    def share(self, part: Decimal | int, whole: Decimal | int) -> Decimal:
        """A percentage in the event's one rounding."""
        return share(part, whole, self.event.percent_decimals)


def report_facts(report: Report, *, is_internal: bool = False) -> Facts:
    """Reads the facts of the report's event and computes every figure once."""
    hosts = Prefetch("hosts", Host.objects.select_related("organization"))
    related = (hosts, "outcomes", "tracks", "sessions", "headcounts", "participations")
    event = Event.objects.prefetch_related(*related).get(pk=report.event_id)
    presentations = tuple(
        Presentation.objects.filter(session__event=event)
        .select_related("speaker", "organization")
        .order_by("session_id", "position")
    )
    people = participation_figures(event)
    programme = programme_figures(event, list(presentations))
    budget = budget_figures(event)
    survey = Survey.objects.released_for(event).select_related("event").first()
    return Facts(
        report=report,
        event=event,
        people=people,
        programme=programme,
        presentations=presentations,
        days=programme_days(event),
        budget=budget,
        survey=survey_figures(survey) if survey else None,
        known=references(event, people, programme) | {"travellers": budget.totals.travellers},
        is_internal=is_internal,
    )
