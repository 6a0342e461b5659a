"""Both editions of the 2012 forum's report, built once for all workers, and ways to read them."""

import fcntl
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from reports.documents.final_report import build_final_report, internal_or_public
from reports.models import Report
from unpog_portal.management.commands.demo import FIXTURES, SLUG

EDITIONS = ("public", "internal")


@dataclass(frozen=True)
class Edition:
    """A built PDF: its file, its lines with blanks folded, and what WeasyPrint complained of."""

    path: Path
    lines: tuple[str, ...]
    warnings: tuple[str, ...]

    @property
    def text(self) -> str:
        """All lines as one."""
        return " ".join(self.lines)

    def part(self, first: str, last: str) -> tuple[str, ...]:
        """The lines from the last one that opens with `first` to the next that opens with `last`."""
        start = max(number for number, line in enumerate(self.lines) if line.startswith(first))
        end = next(number for number in range(start + 1, len(self.lines)) if self.lines[number].startswith(last))
        return self.lines[start:end]


def load_demo() -> None:
    """The facts that `make demo` loads."""
    call_command("loaddata", *FIXTURES, verbosity=0)


def once(folder: Path, name: str, make: Callable[[Path], None]) -> Path:
    """A folder that the first worker fills while the others wait."""
    shared = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    made = shared / name
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            made.mkdir()
            make(made)
    return made


def build_editions(folder: Path) -> None:
    """Both editions from the facts in the test database."""
    report = Report.objects.get(slug=SLUG)
    for name in EDITIONS:
        built = build_final_report(*internal_or_public(report, is_internal=name == "internal"), lambda step: None)
        (folder / f"{name}.pdf").write_bytes(built.pdf)
        (folder / f"{name}.json").write_text(json.dumps(built.warnings))


def export_elsewhere(folder: Path) -> None:
    """The public edition by the console, from another database in another process."""
    environment = {"PORTAL_VAR_DIR": str(folder), "PORTAL_HTTPS": "off", "PATH": os.environ["PATH"]}
    output = str(folder / "public.pdf")
    for command in (["migrate"], ["loaddata", *FIXTURES], ["export_report", SLUG, "--output", output]):
        program = [sys.executable, "manage.py", *command, "--verbosity", "0"]
        subprocess.run(program, cwd=settings.BASE_DIR, env=environment, capture_output=True, check=True)


def read_edition(folder: Path, name: str) -> Edition:
    """One edition as its readers see it."""
    path = folder / f"{name}.pdf"
    program = ["/usr/bin/pdftotext", "-layout", str(path), "-"]
    read = subprocess.run(program, capture_output=True, check=True, text=True).stdout
    lines = (" ".join(line.split()) for line in read.replace("\f", "\n").splitlines())
    return Edition(
        path, tuple(line for line in lines if line), tuple(json.loads(path.with_suffix(".json").read_text()))
    )
