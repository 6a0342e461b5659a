"""The parent's side: a tagged PDF, or one clear error within the limits and a new child for the next build."""

import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from reports.pdf import Document, PdfError, build_pdf, builder
from reports.pdf.builder import _BUILDS_PER_CHILD, _Child
from tests.reports.pdf.documents import BOMB, DOT, page, words

pytestmark = pytest.mark.pdf


@pytest.fixture
def fresh() -> Iterator[None]:
    """No child before and none after."""
    builder._drop()
    yield
    builder._drop()


def _pids() -> list[int]:
    return [child.process.pid for child in builder._children]


def _refused(document: Document) -> str:
    with pytest.raises(PdfError) as caught:
        build_pdf(document)
    return str(caught.value)


def test_document_becomes_a_tagged_pdf() -> None:
    built = build_pdf(page("<p>Seoul Communiqué</p>"))
    with pikepdf.open(BytesIO(built.pdf)) as pdf:
        assert (len(pdf.pages), built.pages) == (1, 1)
        assert (bool(pdf.Root.MarkInfo.Marked), str(pdf.Root.Lang)) == (True, "en")
        assert str(pdf.docinfo["/Title"]) == "Page"
    assert words(built.pdf).split() == ["Page", "Seoul", "Communiqué"]
    assert built.warnings == ()


def test_pages_are_counted() -> None:
    assert build_pdf(page("<p>a</p>" * 3, "p{break-before:page}")).pages == 4


def test_warnings_are_handed_back() -> None:
    built = build_pdf(page("<p>x</p>", "p{colour:red}"))
    assert built.warnings == ("Ignored `colour:red` at 1:3, unknown property.",)


def test_warning_of_one_build_is_not_of_the_next() -> None:
    build_pdf(page("<p>x</p>", "p{colour:red}"))
    assert build_pdf(page("<p>x</p>")).warnings == ()


def test_picture_without_words_is_complained_of() -> None:
    built = build_pdf(page(f'<img src="{DOT}">'))
    assert built.warnings == (f'Image "{DOT}" has no required alt description',)


def test_progress_is_told_step_by_step() -> None:
    steps: list[str] = []
    build_pdf(page("<p>x</p>"), progress=steps.append)
    named = {step.partition(" - ")[0] for step in steps}
    assert named == {f"Step {number}" for number in range(1, 8)}
    assert "Step 5 - Creating layout - Page 1" in steps


def test_builds_of_one_document_are_the_same_in_two_processes(fresh: None) -> None:
    document = page('<meta name="dcterms.created" content="2012-12-03"><p>x</p>')
    first = build_pdf(document).pdf
    builder._drop()
    assert build_pdf(document).pdf == first


def test_child_stays_warm(fresh: None) -> None:
    build_pdf(page("<p>a</p>"))
    warm = _pids()
    build_pdf(page("<p>b</p>"))
    assert _pids() == warm
    assert len(warm) == 1


def test_child_is_replaced_after_its_share_of_builds(fresh: None) -> None:
    build_pdf(page("<p>a</p>"))
    used = _pids()
    builder._children[0].builds = _BUILDS_PER_CHILD
    build_pdf(page("<p>b</p>"))
    assert len(_pids()) == 1
    assert _pids() != used


def test_child_that_died_is_replaced(fresh: None) -> None:
    build_pdf(page("<p>a</p>"))
    dead = builder._children[0].process
    dead.kill()
    dead.wait()
    assert build_pdf(page("<p>b</p>")).pages == 1
    assert dead.pid not in _pids()


def test_child_of_another_process_is_neither_used_nor_stopped() -> None:
    child = _Child()
    child.owner = os.getpid() + 1
    child.end()
    assert (child.usable(), child.process.poll()) == (False, None)
    child.owner = os.getpid()
    child.end()
    assert child.process.poll() is not None


def test_bomb_ends_at_the_limit_of_computing_and_the_next_build_works(fresh: None, settings: Any) -> None:
    settings.PDF_LIMITS = settings.PDF_LIMITS | {"cpu_seconds": 2}
    assert _refused(page(BOMB)) == "The report could not be built: it needed more than 2 seconds of computing."
    assert _pids() == []
    assert build_pdf(page("<p>x</p>")).pages == 1


def test_bomb_ends_at_the_limit_of_time(fresh: None, settings: Any) -> None:
    settings.PDF_LIMITS = settings.PDF_LIMITS | {"wall_seconds": 1}
    assert _refused(page(BOMB)) == "The report could not be built: it took longer than 1 second."
    assert _pids() == []


def test_bomb_ends_at_the_limit_of_memory(fresh: None, settings: Any) -> None:
    settings.PDF_LIMITS = settings.PDF_LIMITS | {"memory_bytes": 200 * 1024**2}
    causes = (
        "it needs more memory than one report may use",
        "the builder stopped; it may have needed more memory than one report may use",
    )
    assert _refused(page("<p>word " * 20_000)) in {f"The report could not be built: {cause}." for cause in causes}
    assert _pids() == []


def test_memory_too_small_to_begin_with_is_one_clear_error(fresh: None, settings: Any) -> None:
    settings.PDF_LIMITS = settings.PDF_LIMITS | {"memory_bytes": 1024**2}
    assert _refused(page("<p>x</p>")).startswith("The report could not be built: ")
    settings.PDF_LIMITS = settings.PDF_LIMITS | {"memory_bytes": 1024**3}
    assert build_pdf(page("<p>x</p>")).pages == 1


def test_refused_address_is_an_error_in_words(fresh: None) -> None:
    assert _refused(page('<img src="http://example.org/x.png">')) == (
        "The report could not be built: the address http://example.org/x.png is not part of the report."
    )
    assert build_pdf(page("<p>x</p>")).pages == 1


def test_asset_that_is_gone_is_complained_of(fresh: None) -> None:
    built = build_pdf(page('<img alt="x" src="asset:x">', assets={"asset:x": Path("/nowhere/x.png")}))
    assert len(built.warnings) == 1
    assert "/nowhere/x.png" in built.warnings[0]
