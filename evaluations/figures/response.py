"""How many of whom answered: the response rate with its base."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import prefetch_related_objects

from evaluations.figures.distributions import Counted
from evaluations.models import Base, Survey
from events.figures import participation_figures
from events.models import Event


@dataclass(frozen=True)
class Response:
    """Respondents, and the `of` people of whom they are a share; `None` where nobody counted these."""

    respondents: int
    base: str
    of: int | None
    percent: Decimal | None

    @property
    def is_over(self) -> bool:
        """Whether more answered than the base counts, so that there is no rate."""
        return self.of is not None and self.respondents > self.of


def _people(survey: Survey, event: Event) -> int | None:
    if survey.response_base == Base.ATTENDED:
        prefetch_related_objects([event], "headcounts", "participations")
        return participation_figures(event).total
    if survey.response_base == Base.REGISTERED:
        return sum(row.is_registered for row in event.participations.all()) or None
    if survey.response_base == Base.INVITED:
        return survey.invitations.count() or None
    return survey.forms_handed_out


def response(survey: Survey, event: Event) -> Response:
    """The rate in the event's rounding; none where the base is unknown, too small, or smaller than the respondents."""
    of, respondents = _people(survey, event) or None, survey.respondent_count
    is_share = of is not None and respondents <= of
    percent = Counted(of or 0).percent(respondents, event.percent_decimals) if is_share else None
    return Response(respondents, survey.response_base, of, percent)
