"""Sets the portal up with the demo data, and writes both editions of the 2012 forum's final report."""

import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.core.management.base import BaseCommand

from events.models import Event
from reports.actions import kept_pdf, write_whole
from reports.models import Report
from unpog_portal.roles import Role, apply_roles

SLUG = "global-e-government-forum-2012"
FIXTURES = (
    "reference/organizations",
    "reference/aliases",
    "reference/people",
    "reference/abbreviations",
    "reference/rates",
    "reference/scales",
    "reference/templates",
    "sample/forum_2012/event",
    "sample/forum_2012/programme",
    "sample/forum_2012/participation",
    "sample/forum_2012/budget",
    "sample/forum_2012/evaluation",
    "sample/forum_2012/report",
    "sample/forum_2012/news",
    "sample/expert_group_2012/event",
    "sample/expert_group_2012/news",
    "sample/wego_assembly_2014/event",
    "sample/wego_assembly_2014/programme",
    "sample/wego_assembly_2014/participation",
    "sample/wego_assembly_2014/news",
    "sample/consultative_meeting_2015/event",
    "sample/consultative_meeting_2015/programme",
    "sample/consultative_meeting_2015/participation",
    "sample/consultative_meeting_2015/news",
)
ACCOUNTS = {"alice": Role.ADMINISTRATOR, "bob": Role.EDITOR, "chung": Role.FINANCE, "dalia": Role.AUTHOR}
# Settings that suit a visit on this machine; a real installation sets its own in the environment.
_LOCAL_SETTINGS = {
    "PORTAL_HTTPS": "off",
    "PORTAL_REQUIRE_SECOND_FACTOR": "off",
    "PORTAL_EMAIL_URL": "consolemail://",
    "PORTAL_ADDRESS": "http://localhost:8000",
}


class Command(BaseCommand):
    """Everything that `make demo` does before it serves. Running it again changes nothing that is there."""

    help = "Sets up the database, the demo data and accounts, and writes the 2012 report."

    def handle(self, *args: Any, **options: Any) -> None:
        """The steps in order, each said aloud."""
        self._say("Preparing the database, fonts and static files")
        self._write_settings()
        call_command("migrate", verbosity=0)
        call_command("build_web_fonts", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        self._load_facts()
        self._make_accounts()
        self._write_report()

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()

    def _write_settings(self) -> None:
        path = settings.VAR_DIR / "portal.env"
        written = path.read_text() if path.exists() else ""
        missing = [f"{name}={value}\n" for name, value in _LOCAL_SETTINGS.items() if f"{name}=" not in written]
        path.write_text(written + "".join(missing))

    def _load_facts(self) -> None:
        if Event.objects.exists():
            self._say("The database holds events already; they stay as they are")
            return
        self._say("Loading the demo data")
        call_command("loaddata", *FIXTURES, verbosity=0)
        call_command("populate_history", auto=True, verbosity=0)  # what was loaded is each history's first version

    def _make_accounts(self) -> None:
        groups = apply_roles()
        for name, role in ACCOUNTS.items():
            if not User.objects.filter(username=name).exists():
                self._make_account(name, role, groups[role])

    def _make_account(self, name: str, role: Role, group: Group) -> None:
        password = secrets.token_urlsafe(12)
        user = User.objects.create_user(name, f"{name}@example.org", password, is_staff=True)
        user.groups.add(group)
        self._say(f"Account {name} ({role}), password {password} (shown this once)")

    def _write_report(self) -> None:
        report = Report.objects.filter(slug=SLUG).first()
        if report is None:
            self._say("The 2012 report is not in this database")
            return
        for edition, is_internal in (("public", False), ("internal", True)):
            self._say(f"Building the {edition} edition of the 2012 report")
            output = settings.VAR_DIR / f"{SLUG}-{edition}.pdf"
            write_whole(output, kept_pdf(report=report, is_internal=is_internal).path.read_bytes())
            self._say(f"  {output}")
