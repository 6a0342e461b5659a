"""Walks through the desk by its links, one page for each name of the URLconf, and looks at each as axe does."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from django.contrib import admin
from django.urls import Resolver404, resolve
from playwright.sync_api import BrowserContext, Page

from events.desk.keys import ReadOnlyAdmin
from tests.browser.conftest import OPEN_SESSION, ROOT
from tests.browser.test_pages import RULES

# Endings of names in the admin that are no pages: a script, data, files, doors that only take a form or lead elsewhere.
NO_PAGES = {
    "jsi18n",
    "autocomplete",
    "login",
    "logout",
    "pdf",
    "rendition",
    "file",
    "restore",
    "revoke",
    "stage",
    "forms",
    "poster",
    "code",
    "csv",
    "left",
}
ELSEWHERE = {"admin:view_on_site", "admin:password_change", "admin:password_change_done"}
# Without preloading: axe would copy style sheets that import others into the page, which the policy rightly forbids.
OPTIONS = {
    "runOnly": {"type": "tag", "values": RULES},
    "resultTypes": ["violations"],
    "preload": False,
    "elementRef": False,
}
FOLLOWED = ("admin:", "account_", "mfa_")
# A row for every list that the demo leaves empty; items in every state, none of them public.
FURNITURE = """
import json
from datetime import timedelta
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.utils import timezone
from events.actions.badges import badge_code
from events.actions.changes import difference, snapshot
from events.actions.publishing import keep_working_copy
from events.models import AuditEntry, Limit, OldAddress, PreviewLink
from tests import factories as make
soon = timezone.now() + timedelta(days=300)
by = User.objects.get(username="visitor")
seeds = []
for make_item, name in ((make.make_post, "Notice"), (make.make_event, "Event"), (make.make_report, "Report")):
    held = {"event": make.make_event(live=False, title="Quiet event")} if name == "Report" else {}
    text = "summary" if name == "Report" else "lead"
    common = {"author": by, "changed_by": by, "changed_at": timezone.now(), text: "<p>It went well.</p>"} | held
    draft = make_item(live=False, title=f"Quiet {name}", **common)
    waiting = make_item(go_live_at=soon, title=f"{name} for later", **common)
    before = snapshot(waiting)
    after = {**before, "fields": {**before["fields"], "title": f"{name} for much later"}}
    keep_working_copy(item=waiting, changes=difference(before, after), by=by)
    PreviewLink.objects.create(item=waiting, made_by=by, expires_at=soon, note="for a colleague")
    OldAddress.objects.create(item=waiting, language="en", slug=f"once-{waiting.pk}")
    waiting.save()
    label = waiting._meta.label_lower.replace(".", "/")
    seeds += [f"/admin/{label}/{item.pk}/change/" for item in (waiting, draft)]
event = make.make_event(live=False, title="Event with files")
make.make_material(event=event, file=ContentFile(b"a,b", name="a.csv"))
picture = make.make_picture(original=make.picture_file(size=(1600, 1200)))
make.make_photo(event=event, picture=picture)
make.make_post_link(post=make.make_post(live=False, title="Notice with files"))
make.make_post_attachment()
make.make_series(name="Forums")
make.make_abbreviation(short="ICT4X")
for name in ("Office of Names", "Names Office of the"):
    make.make_organization(name=name).aliases.create(name=f"{name} in Seoul")
for family in ("Quietperson", "QUIETPERSON"):
    make.make_person(family_name=family, given_name="Minji")
Limit.objects.create(key="a", count=1, resets_at=soon)
survey = make.make_open_survey(event=event, title="Quiet survey", respondent_count=9, progress={"2026-11-02": 9})
asked = make.make_question(survey=survey, tallies={"good": 9, "poor": 0}, asked_count=9, answered_count=9)
words = make.make_question(survey=survey, kind="open", text="What else?", asked_count=9, answered_count=2)
read = make.make_open_answer(question=words, text="More time")
for text in ("More time!", "Write to ana@example.org, says the Republic of Korea"):
    make.make_open_answer(question=words, text=text, original=text, is_moderated=False)
read.themes.add(make.make_theme(question=words, label="Time"))
make.make_group_tally(group=make.make_group(survey=survey), choice=asked.choices.first(), count=5)
make.make_answer(choice=asked.choices.first())
make.make_paper_form(survey=survey)
make.make_letter(invitation=make.make_invitation(survey=survey))
sibling = make.make_open_survey(event=event, translation_of=survey, language="fr", opens_at=None)
make.make_question(survey=sibling, number=1, tallies={"good": None, "poor": None})
seeds += [f"/admin/evaluations/survey/{one.pk}/languages/" for one in (survey, sibling)]
calm = make.make_question(tallies={"good": 1}).choices.get()
seeds += [f"/admin/evaluations/question/{calm.question_id}/change/", f"/admin/evaluations/choice/{calm.pk}/change/"]
seeds += [f"/admin/evaluations/survey/{survey.pk}/{page}/" for page in ("moderation", "progress", "status")]
guest = make.make_participation(event=event, has_attended=False)
make.make_registration(form=make.make_registration_form(event=event), needs="A seat near the door")
seeds.append(f"/admin/events/event/{event.pk}/attendance/{badge_code(guest)}/")
seeds += [f"/admin/events/event/{event.pk}/{page}/" for page in ("registrations", "registration")]
budget = make.make_budget(event=event)
line = make.make_travel_line(event=event, legs={"Seoul": (2, 38)}, dsa_days=4, dsa_amount_per_day=409)
make.make_deduction(line=line, rule=make.make_deduction_rule())
make.make_other_cost(event=event, funding_source=make.make_funding_source())
make.make_message()
lines = {"budget": budget, "travelline": line, "terminallegs": line.legs.get(), "dsadeduction": line.deductions.get()}
seeds += [f"/admin/events/{name}/{row.pk}/change/" for name, row in lines.items()]
AuditEntry.record(AuditEntry.Action.EXPORTED, by=by)
done = {"state": "done", "finished_at": timezone.now(), "text": "Name\\nAna", "new_count": 1}
run = make.make_import_run(event=event, undo={"made": {"events.Person": {"0": "x"}}}, **done)
seeds += [f"/admin/events/event/{event.pk}/{page}/{run.pk}/" for page in ("import", "import_undo")]
form = make.make_paper_form(entered_by="alice")
paper = f"/admin/evaluations/survey/{form.survey_id}/paper"
seeds += [f"{paper}/", f"{paper}-form/{form.serial}/", f"{paper}-second/{form.serial}/", f"{paper}-seconds/"]
from reports.documents.builds import new_build
from reports.documents.office_papers import Kind, Order
build = new_build(event, Order((Kind.NAME_PLATES,)))
build.say("done", name="plates.pdf", size=9)
seeds.append(f"/admin/events/event/{event.pk}/documents/{build.key}/")
print("seeds", json.dumps(seeds))
"""


@dataclass
class Found:
    """What a walk saw."""

    violations: list[tuple[str, str, str, str]] = field(default_factory=list)
    complaints: list[tuple[str, str]] = field(default_factory=list)
    refused: list[tuple[str, int]] = field(default_factory=list)
    wide: list[tuple[str, int]] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    states: int = 0


def open_desk(environment: dict[str, str]) -> tuple[str, list[str]]:
    """The key of a session, and the addresses at which the walk begins."""
    script = f"{OPEN_SESSION.format(username='visitor')}\nprint()\n{FURNITURE}"
    command = [sys.executable, "manage.py", "shell", "-c", script]
    shell = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
    lines = dict(line.split(" ", 1) for line in shell.stdout.splitlines() if line.startswith(("session ", "seeds ")))
    return lines["session"].strip(), json.loads(lines["seeds"])


def is_page(name: str) -> bool:
    """Whether a name of the admin stands for a page that one can open."""
    return name not in ELSEWHERE and name.rpartition(":")[2].rpartition("_")[2] not in NO_PAGES


def _refused() -> set[str]:
    """The names of pages that nobody gets: what the portal writes by itself is not added or deleted by hand."""
    kept = [model._meta for model, keeper in admin.site._registry.items() if isinstance(keeper, ReadOnlyAdmin)]
    return {f"admin:{meta.app_label}_{meta.model_name}_{verb}" for meta in kept for verb in ("add", "delete")}


def expected_names() -> set[str]:
    """The names of all pages that the admin has."""

    def walk(patterns: list) -> Iterator[str]:
        for pattern in patterns:
            if hasattr(pattern, "url_patterns"):
                yield from walk(pattern.url_patterns)
            elif pattern.name:
                yield f"admin:{pattern.name}"

    return {name for name in walk(admin.site.get_urls()) if is_page(name)} - _refused()


def name_of(path: str) -> str:
    """The name of an address, if it is a page of the desk; otherwise nothing."""
    try:
        name = resolve(path).view_name or ""
    except Resolver404:
        return ""
    return name if name.startswith(FOLLOWED) and is_page(name) else ""


class Walk:
    """One browser window on its way through the desk."""

    def __init__(self, context: BrowserContext, portal: str) -> None:
        self.page, self.portal, self.found = context.new_page(), portal, Found()
        self._kinds: set[str] = set()
        self.page.on("console", lambda message: message.type == "error" and self._complain(message.text))
        self.page.on("pageerror", lambda error: self._complain(str(error)))

    def _complain(self, text: str) -> None:
        self.found.complaints.append((urlsplit(self.page.url).path, text))

    def from_page_to_page(self, seeds: list[str]) -> Found:
        """Opens one address of each name, beginning with the seeds, which are all opened."""
        queue = [*seeds, "/admin/", "/admin/events/"]  # no page leads to the lists of one app any more
        due = set(queue)
        planned = {name_of(path) for path in queue}
        while queue:
            path = queue.pop(0)
            name = name_of(path)
            self.found.names.setdefault(name, path)
            self.look(path, name)
            for link in self._links():
                if (other := name_of(link)) and other not in planned and link not in due:
                    planned.add(other)
                    queue.append(link)
        return self.found

    def _links(self) -> list[str]:
        links = self.page.eval_on_selector_all("a[href]", "all => all.map(one => one.href)")
        return [urlsplit(link).path for link in links if link.startswith(self.portal)]

    def look(self, path: str, name: str) -> None:
        """A page in light; the first of its kind also in dark and on a narrow screen."""
        answer = self.page.goto(self.portal + path)
        if answer is None or answer.status != 200:
            self.found.refused.append((path, answer.status if answer else 0))
            return
        kind = name.rpartition("_")[2]
        is_first = kind not in self._kinds
        self.judge(path, "light", with_colours=is_first)
        if is_first:
            self._kinds.add(kind)
            self.page.emulate_media(color_scheme="dark")
            self.judge(path, "dark")
            self.page.set_viewport_size({"width": 390, "height": 844})
            self.judge(path, "dark, narrow")
            self.page.emulate_media(color_scheme="light")
            self.judge(path, "narrow")
            width = self.page.evaluate("document.documentElement.scrollWidth")
            if width > 390:
                self.found.wide.append((path, width))
            self.page.set_viewport_size({"width": 1280, "height": 900})

    def judge(self, path: str, state: str, *, with_colours: bool = True) -> None:
        """What axe says of the page as it stands."""
        self.found.states += 1
        self.found.violations += [(path, state, *found) for found in violations(self.page, with_colours=with_colours)]


def violations(page: Page, *, with_colours: bool = True) -> list[tuple[str, str]]:
    """The rules that a page breaks, each with the first element that does.

    Colours take axe as long as all other rules together: they may be left to another page of the same kind.
    """
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE_SCRIPT)
    options = OPTIONS if with_colours else OPTIONS | {"rules": {"color-contrast": {"enabled": False}}}
    found = page.evaluate(f"axe.run({json.dumps(options)}).then(result => result.violations)")
    return [(one["id"], one["nodes"][0]["html"][:200]) for one in found]
