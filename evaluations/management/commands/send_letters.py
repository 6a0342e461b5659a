"""Sends the letters that wait: `send_letters [SURVEY]`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from evaluations.actions.mailing import send_letters
from evaluations.actions.runs import RunningError
from evaluations.models import Letter, Survey
from events.emails.delivery import ServerError


class Command(BaseCommand):
    """The console door to the mailer."""

    help = "Sends the waiting letters of a survey, or of all; each once, however often it is started."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The survey."""
        parser.add_argument("survey", nargs="?", help="the last part of the survey's address; all surveys unless said")

    def handle(self, *args: Any, **options: Any) -> None:
        """Sends, and says what became of the letters."""
        for survey in self._surveys(options["survey"]):
            try:
                send_letters(survey=survey)
            except RunningError as error:
                self.stdout.write(f"{survey}: {error}")
                continue
            except ServerError as error:
                raise CommandError(f"{survey}: {error}") from error
            letters = Letter.objects.filter(mailing__survey=survey)
            counts = {state.label: letters.filter(state=state).count() for state in Letter.State}
            self.stdout.write(
                f"{survey}: " + ", ".join(f"{label}: {count}" for label, count in counts.items() if count)
            )

    def _surveys(self, slug: str | None) -> list[Survey]:
        if slug is None:
            waiting = Letter.objects.filter(state=Letter.State.WAITING)
            return list(Survey.objects.filter(mailings__letters__in=waiting).distinct())
        try:
            return [Survey.objects.get(slug=slug).original]
        except Survey.DoesNotExist as error:
            raise CommandError(f"There is no survey “{slug}”.") from error
