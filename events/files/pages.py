"""How many pages a document has, as the file itself says; nothing where it does not say."""

import re
import shutil
import subprocess
from tempfile import TemporaryFile
from typing import BinaryIO

from events.files.archives import read_entry

MOST_PAGES = 50_000
_SECONDS, _MEMORY = 5, 512 * 1024**2
_PROPERTIES = 64_000
_SLIDES = 5_000_000
_PDF = re.compile(rb"^Pages:\s+(\d{1,6})\s*$", re.MULTILINE)
_OFFICE = {"docx": re.compile(rb"<(?:\w+:)?Pages>(\d{1,6})<"), "pptx": re.compile(rb"<(?:\w+:)?Slides>(\d{1,6})<")}
_TEXT = re.compile(rb'\bmeta:page-count="(\d{1,6})"')
_SLIDE = re.compile(rb"<draw:page[\s>/]")


def page_count(file: BinaryIO, ending: str) -> int | None:
    """Pages of a PDF, DOCX or ODT, slides of a PPTX or ODP; None for other types and where the file is silent."""
    file.seek(0)
    try:
        count = _count(file, ending)
    finally:
        file.seek(0)
    return count if count and count <= MOST_PAGES else None


def _count(file: BinaryIO, ending: str) -> int | None:
    if ending == "pdf":
        return _first(_PDF, _pdfinfo(file))
    if ending in _OFFICE:
        return _first(_OFFICE[ending], read_entry(file, "docProps/app.xml", _PROPERTIES))
    if ending == "odt":
        return _first(_TEXT, read_entry(file, "meta.xml", _PROPERTIES))
    if ending == "odp":
        return len(_SLIDE.findall(read_entry(file, "content.xml", _SLIDES)))
    return None


def _first(pattern: re.Pattern[bytes], text: bytes) -> int | None:
    match = pattern.search(text)
    return int(match[1]) if match else None


def _pdfinfo(file: BinaryIO) -> bytes:
    """What poppler's pdfinfo prints of a PDF. It runs confined: no environment, no writing, little memory and time."""
    limiter, program = shutil.which("prlimit"), shutil.which("pdfinfo")
    if not limiter or not program:
        return b""
    limits = [f"--as={_MEMORY}", f"--cpu={_SECONDS}", "--fsize=0", "--core=0", "--nofile=16"]
    command = [limiter, *limits, "--", program, "/dev/stdin"]
    with TemporaryFile() as plain:
        shutil.copyfileobj(file, plain)
        plain.seek(0)
        try:
            answer = subprocess.run(
                command, stdin=plain, capture_output=True, env={}, cwd="/", timeout=_SECONDS, check=False
            )
        except (OSError, subprocess.TimeoutExpired):
            return b""
    return answer.stdout
