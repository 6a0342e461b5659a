"""Builds in the background: one at a time, told as they go, stopped by a wish, gone after a day."""

import fcntl
import os
import threading
import time
import zipfile
from io import BytesIO
from typing import Any

import pytest

from reports.documents import building, builds
from reports.documents.builds import Build, State, builds_of, find_build, new_build, start_build
from reports.documents.office_papers import Kind, Order
from reports.pdf import Built, PdfError
from tests import factories as make
from tests.reports.documents.papers import make_people

pytestmark = pytest.mark.django_db
ORDER = Order((Kind.BADGES, Kind.NAME_PLATES), language="fr", people=(1, 2))


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Any) -> None:
    settings.VAR_DIR = tmp_path


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Files that take no time; one of which somebody named Faulty is a part cannot be built."""
    made: list[str] = []

    def build_pdf(document: Any) -> Built:
        if "Faulty" in document.html:
            raise PdfError("The report could not be built: it took longer than 60 seconds.")
        made.append(document.html)
        return Built(b"%PDF-" + str(len(made)).encode(), 3, ())

    monkeypatch.setattr(building, "build_pdf", build_pdf)
    return made


def _run(event: Any, *kinds: Kind) -> Build:
    build, is_new = start_build(event, Order(kinds))
    assert is_new
    return build


def test_order_survives_the_disk() -> None:
    build = new_build(make.make_event(), ORDER)
    assert build.order == ORDER
    assert oct(build.folder.stat().st_mode)[-3:] == "700"


def test_several_files_come_in_an_archive_without_dates(quick: list[str]) -> None:
    event = make_people(3)
    build = _run(event, Kind.BADGES, Kind.NAME_PLATES)
    made = build.made()
    assert made is not None
    with zipfile.ZipFile(BytesIO(made.content)) as archive:
        assert archive.namelist() == ["forum-badges.pdf", "forum-name-plates.pdf"]
        assert {one.date_time[0] for one in archive.infolist()} == {1980}
    assert (made.name, made.content_type) == ("forum-papers.zip", "application/zip")


def test_single_file_comes_as_it_is(quick: list[str]) -> None:
    made = _run(make_people(1), Kind.BADGES).made()
    assert made is not None
    assert (made.name, made.content, made.content_type) == ("forum-badges.pdf", b"%PDF-1", "application/pdf")


def test_failure_names_the_paper_and_the_person(quick: list[str]) -> None:
    event = make_people(2)
    person = make.make_person(family_name="Faulty", given_name="Fay")
    make.make_participation(event=event, person=person)
    build = _run(event, Kind.NAME_PLATES)
    said = build.said()
    assert said["state"] == State.FAILED
    assert said["words"] == (
        "Name plates: the file could not be built: it took longer than 60 seconds. Fay Faulty is the cause."
    )
    assert build.made() is None


def test_nobody_is_said(quick: list[str]) -> None:
    said = _run(make.make_event(), Kind.CERTIFICATES).said()
    assert (said["state"], said["words"]) == (State.FAILED, "There is nobody to make these papers for.")


def test_wish_to_stop_ends_it_and_keeps_nothing(quick: list[str]) -> None:
    build = new_build(make_people(2), Order((Kind.BADGES,)))
    build.stop()
    build.run()
    assert (build.said()["state"], build.made(), quick) == (State.STOPPED, None, [])


def test_build_that_is_removed_meanwhile_ends_quietly(quick: list[str]) -> None:
    build = new_build(make_people(2), Order((Kind.BADGES,)))
    build.remove()
    build.say(State.BUILDING, words="Badges")
    assert (build.said()["state"], build.folder.exists()) == (State.STOPPED, False)


def test_second_press_shows_the_running_one() -> None:
    event = make_people(1)
    running = new_build(event, ORDER)
    found, is_new = start_build(event, Order((Kind.BADGES,)))
    assert (found.key, is_new) == (running.key, False)


def test_build_that_died_says_so_and_makes_room(quick: list[str]) -> None:
    event = make_people(1)
    dead = new_build(event, ORDER)
    dead.say(State.BUILDING, done=0, whole=2, words="Badges")
    long_ago = time.time() - 60
    os.utime(dead.folder / "said.json", (long_ago, long_ago))
    assert dead.said()["state"] == State.FAILED
    assert start_build(event, Order((Kind.BADGES,)))[1]


def test_files_go_after_a_day(quick: list[str]) -> None:
    event = make_people(1)
    build = _run(event, Kind.BADGES)
    assert [one.key for one in builds_of(event)] == [build.key]
    old = time.time() - builds.KEPT_SECONDS - 1
    os.utime(build.folder / "said.json", (old, old))
    assert builds_of(make.make_event()) == []
    assert not build.folder.exists()


@pytest.mark.parametrize("key", ["", "..", "x" * 16, "ABCDEFGH12345678", "../../../etc/pass"])
def test_strange_keys_lead_nowhere(key: str) -> None:
    assert find_build(make.make_event(), key) is None


def test_pages_are_counted_on_within_a_paper_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.documents.attendance_sheet.ROWS_IN_A_FILE", 2)
    seen: list[int] = []

    def built(kind: Any, part: Any, before: int) -> tuple[bytes, int]:
        seen.append(before)
        return b"%PDF-", 3

    monkeypatch.setattr(building, "_built", built)
    _run(make_people(3), Kind.ATTENDANCE)
    assert seen == [0, 3, 0, 3]


def test_look_at_the_page_lets_a_build_begin(quick: list[str]) -> None:
    event = make_people(2)
    build = new_build(event, Order((Kind.BADGES,)))
    path = build.folder.parent / "build.lock"
    with path.open("w") as look:
        fcntl.flock(look, fcntl.LOCK_SH)
        assert build.is_going
        old = time.time() - builds._SECONDS_TO_START - 1
        os.utime(build.folder / "said.json", (old, old))
        assert build.said()["state"] == State.FAILED  # another look is no build
        threading.Timer(0.3, fcntl.flock, (look, fcntl.LOCK_UN)).start()
        build.run()
    assert build.said()["state"] == State.DONE
