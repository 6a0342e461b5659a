"""Proves that the tallies of surveys are those of the stored answers: `python manage.py check_tallies [SLUG]`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from evaluations.figures.tally_check import check_tallies
from evaluations.models import Survey


class Command(BaseCommand):
    """Prints one line for each difference; the exit code is 1 where there is one."""

    help = "Compares the tallies of one survey, or of all, with the stored answers."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Takes the name of one survey, or none."""
        parser.add_argument("slug", nargs="?", help="The survey's slug; all surveys where it is left out.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Checks one survey after the other, each in one transaction, so that no answer comes between."""
        keys = list(self._surveys(options["slug"]).values_list("pk", flat=True))
        differences = sum(self._check(key) for key in keys)
        if differences:
            raise CommandError(f"{differences} difference{'' if differences == 1 else 's'} found.", returncode=1)

    def _surveys(self, slug: str | None) -> Any:
        surveys = Survey.objects.originals().order_by("pk")
        if slug is None:
            return surveys
        found = surveys.filter(slug=slug)
        if not found:
            raise CommandError(f"There is no survey “{slug}” that holds answers.")
        return found

    def _check(self, key: int) -> int:
        with transaction.atomic():
            # Answers wait for the survey's row: what is read while it is held belongs together.
            found = check_tallies(Survey.objects.select_for_update().get(pk=key))
        for difference in found.differences:
            self.stderr.write(f"{found.survey}: {difference}")
        if found.is_equal:
            self.stdout.write(f"{found.survey}: tallies and answers agree ({found.answers:,} answers)")
        return len(found.differences)
