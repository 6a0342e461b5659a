"""Builds that take longer than a page may: each in a folder of its own, one at a time for an event, gone after a day.

The folder holds personal data and is readable by the portal alone.
"""

import fcntl
import json
import logging
import re
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from events.actions.processes import start
from events.models import Event
from reports.documents.building import Made, Progress, StoppedError, files_of, packed
from reports.documents.certificate import NotAttendedError
from reports.documents.office_papers import Order
from reports.pdf import PdfError

logger = logging.getLogger(__name__)
KEPT_SECONDS = 24 * 60 * 60
_SECONDS_TO_START = 30
_TRIES, _BETWEEN = 20, 0.1  # for the lock of the one build, which a look at the page may hold for a moment
_KEY = re.compile(r"[a-z0-9]{16}")


class State(StrEnum):
    """How a build stands."""

    WAITING = "waiting"
    BUILDING = "building"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"


def _folder(event: Event) -> Path:
    place = Path(settings.VAR_DIR, "documents", str(event.pk))
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    return place


@contextmanager
def _locked(path: Path, *, waits: bool, is_look: bool = False, tries: int = 1) -> Iterator[bool]:
    """Whether the lock is ours; it ends with the process, however that ends. Looks do not hinder each other."""
    with path.open("w") as lock:
        kind = (fcntl.LOCK_SH if is_look else fcntl.LOCK_EX) | (0 if waits else fcntl.LOCK_NB)
        for left in reversed(range(tries)):
            try:
                fcntl.flock(lock, kind)
            except OSError:
                time.sleep(_BETWEEN if left else 0)
            else:
                yield True
                return
        yield False


class Build:
    """One build of an event. Its files: the order, how it stands, the wish to stop, and what was made."""

    def __init__(self, event: Event, key: str) -> None:
        self.event, self.key = event, key
        self.folder = _folder(event) / key

    @property
    def order(self) -> Order:
        """What was asked for."""
        return Order.of_data(json.loads((self.folder / "order.json").read_text()))

    def say(self, state: State, **more: Any) -> None:
        """Tells the page how it stands; nobody where all was removed meanwhile, as when a person was erased."""
        if not self.folder.exists():
            return
        temporary = self.folder / "said.new"
        temporary.write_text(json.dumps({"state": state, **more}))
        temporary.replace(self.folder / "said.json")

    def said(self) -> dict[str, Any]:
        """What was told last; a process that ended without a word has failed."""
        try:
            found: dict[str, Any] = json.loads((self.folder / "said.json").read_text())
        except FileNotFoundError:
            return {"state": State.STOPPED, "words": "The files were removed."}
        if found["state"] in (State.WAITING, State.BUILDING) and not self._is_alive():
            return found | {"state": State.FAILED, "words": "The building ended without a word. Start it again."}
        return found

    def _is_alive(self) -> bool:
        with _locked(_folder(self.event) / "build.lock", waits=False, is_look=True) as is_free:
            return not is_free or time.time() - self.said_at().timestamp() < _SECONDS_TO_START

    def said_at(self) -> datetime:
        """When that was."""
        return datetime.fromtimestamp((self.folder / "said.json").stat().st_mtime, tz=timezone.get_current_timezone())

    @property
    def is_going(self) -> bool:
        """Whether it is at work, or about to be."""
        return self.said()["state"] in (State.WAITING, State.BUILDING)

    def stop(self) -> None:
        """Asks it to stop after the file in its hands."""
        (self.folder / "stop").touch()

    def remove(self) -> None:
        """Takes everything off the disk."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def made(self) -> Made | None:
        """What it made."""
        said = self.said()
        path = self.folder / "made"
        return Made(said["name"], path.read_bytes()) if said["state"] == State.DONE and path.exists() else None

    def run(self) -> None:
        """Builds, and tells how it ends. Nothing where another build of the event is at work."""
        with _locked(_folder(self.event) / "build.lock", waits=False, tries=_TRIES) as is_ours:
            if not is_ours:
                self.say(State.FAILED, words="Other papers of this event were being built. Start it again.")
                return
            try:
                self._make()
            except StoppedError:
                self.say(State.STOPPED, words="Stopped. Nothing was kept.")
            except (PdfError, NotAttendedError, ValueError, OSError) as error:
                logger.warning("Papers of event %s could not be built", self.event.pk)
                self.say(State.FAILED, words=str(error))

    def _make(self) -> None:
        made = packed(self.event, list(files_of(self.event, self.order, progress=self._tell)))
        path = self.folder / "made"
        path.touch(mode=0o600)
        path.write_bytes(made.content)
        self.say(State.DONE, name=made.name, size=len(made.content))

    def _tell(self, progress: Progress) -> None:
        if (self.folder / "stop").exists() or not self.folder.exists():
            raise StoppedError
        self.say(State.BUILDING, done=progress.done, whole=progress.whole, words=progress.words)


def find_build(event: Event, key: str) -> Build | None:
    """The build of a key that is still there."""
    if not _KEY.fullmatch(key):
        return None
    build = Build(event, key)
    return build if (build.folder / "said.json").exists() else None


def builds_of(event: Event) -> list[Build]:
    """All builds of an event, the latest first; those older than a day are removed, of other events as well."""
    remove_old_builds()
    found = [build for path in _folder(event).iterdir() if (build := find_build(event, path.name))]
    return sorted(found, key=lambda build: build.said_at(), reverse=True)


def new_build(event: Event, order: Order) -> Build:
    """The folder of a build that nobody has begun."""
    build = Build(event, secrets.token_hex(8))
    build.folder.mkdir(mode=0o700)
    (build.folder / "order.json").write_text(json.dumps(order.as_data()))
    build.say(State.WAITING, words="Starting …")
    return build


def start_build(event: Event, order: Order) -> tuple[Build, bool]:
    """Starts a build; where one of the event is going on, that one and False."""
    with _locked(_folder(event) / "start.lock", waits=True):
        for build in builds_of(event):
            if build.is_going:
                return build, False
        build = new_build(event, order)
    start("build_documents", str(event.pk), build.key)
    return build, True


def remove_old_builds() -> int:
    """Removes what is older than a day, and says how many."""
    count = 0
    for path in Path(settings.VAR_DIR, "documents").glob("*/*/said.json"):
        if time.time() - path.stat().st_mtime > KEPT_SECONDS:
            shutil.rmtree(path.parent, ignore_errors=True)
            count += 1
    return count
