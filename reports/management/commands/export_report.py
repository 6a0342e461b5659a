"""Writes a report as PDF: `export_report SLUG --output FILE.pdf [--language xx] [--internal]`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reports.actions import export_report
from reports.documents.final_report import EmptyReportError
from reports.models import Report
from reports.pdf import PdfError


class Command(BaseCommand):
    """The console door to the final report."""

    help = "Writes the final report of an event as an accessible PDF."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The slug, the file, the language and the edition."""
        parser.add_argument("slug", help="the last part of the report's address")
        parser.add_argument("--output", required=True, type=Path, metavar="FILE.pdf")
        parser.add_argument("--language", default="en", help="two letters; en unless said")
        parser.add_argument("--internal", action="store_true", help="the edition with names beside amounts")

    def handle(self, *args: Any, **options: Any) -> None:
        """Finds the report, builds it and says where it is."""
        report = self._find(options["slug"], options["language"])
        output: Path = options["output"]
        if not output.parent.is_dir():
            raise CommandError(f"There is no folder {output.parent} to write to.")
        try:
            pages = export_report(
                report=report, output=output, is_internal=options["internal"], progress=self._progress
            )
        except (EmptyReportError, PdfError) as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{output} could not be written: {error.strerror or error}.") from error
        edition = "internal" if options["internal"] else "public"
        self.stdout.write(f"{output}: {edition} edition, {pages} pages")

    def _find(self, slug: str, language: str) -> Report:
        try:
            return Report.objects.select_related("event").get(slug=slug, language=language)
        except Report.DoesNotExist as error:
            known = ", ".join(Report.objects.filter(language=language).values_list("slug", flat=True)) or "none"
            raise CommandError(f"There is no report “{slug}” in language “{language}”. Known: {known}.") from error

    def _progress(self, step: str) -> None:
        """One line for each step; where a person watches, the pages count up in place."""
        if "Page " not in step:
            self.stderr.write(f"  {step.rpartition(' - ')[2]}")
        elif self.stderr.isatty():
            self.stderr.write(f"  {step.rpartition(' - ')[2]}", ending="\r")
