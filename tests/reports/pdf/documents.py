"""Small documents for the child process, and one conversation with it."""

import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

from reports.pdf import Document
from reports.pdf.builder import _Child, _request

# Its layout doubles with every level.
BOMB = '<div style="display:flex">' * 20 + "x" + "</div>" * 20
# One transparent dot.
DOT = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="
)


def page(body: str, css: str = "", assets: Mapping[str, Path] | None = None) -> Document:
    """A document with one heading and `body`."""
    html = f'<html lang="en"><head><title>Page</title></head><body><h1>Page</h1>{body}</body></html>'
    return Document(html, css, dict(assets or {}))


def ask(child: _Child, document: Document) -> list[tuple[bytes, bytes]]:
    """What a child says to one request, progress left out."""
    child.ask(_request(document))
    return [(kind, content) for kind, content in child.frames(time.monotonic() + 60) if kind != b"P"]


def words(pdf: bytes) -> str:
    """The text of a PDF."""
    program = ["/usr/bin/pdftotext", "-layout", "-", "-"]
    return subprocess.run(program, input=pdf, capture_output=True, check=True).stdout.decode()
