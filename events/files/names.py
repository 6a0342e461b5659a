"""Names of files: what people are shown, what a download is called, and what a stored file is called."""

import re
from pathlib import PurePosixPath
from uuid import uuid4

from events.text import clean_line

LONGEST = 100
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(?=\.|$)", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[<>:"/\\|?*;%\x00-\x1f\x7f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+')


def shown_name(name: str | None) -> str:
    """The last part of a name as it may be shown and offered: one line, no path, at most 100 characters."""
    last = re.split(r"[/\\]", name or "")[-1]
    bare = _FORBIDDEN.sub(" ", clean_line(last))
    cleaned = " ".join(bare.split()).strip(". ")
    if _DEVICES.match(cleaned):
        cleaned = f"file {cleaned}"
    if len(cleaned) > LONGEST:
        ending = ending_of(cleaned)
        cleaned = f"{cleaned[: LONGEST - len(ending) - 2].rstrip('. ')}….{ending}" if ending else cleaned[:LONGEST]
    return cleaned or "file"


def ending_of(name: str | None) -> str:
    """The ending in small letters without its point, where it is a plain one of at most five; else nothing."""
    ending = PurePosixPath(name or "").suffix[1:].lower()
    return ending if ending.isascii() and ending.isalnum() and len(ending) <= 5 else ""


def title_of(name: str | None) -> str:
    """A name without its ending, for a title: "hall_01.JPG" becomes "hall 01"."""
    shown = shown_name(name)
    return " ".join(shown.removesuffix(PurePosixPath(shown).suffix).replace("_", " ").split()) or shown


def download_name(title: str, ending: str) -> str:
    """What a browser proposes as the name of a download."""
    shown = shown_name(title.replace("/", " ").replace("\\", " "))[:80].strip(". ")
    return f"{shown}.{ending}" if ending else shown


def stored_name(folder: str, name: str | None) -> str:
    """A random name in a folder; of the original only a plain ending is kept."""
    ending = ending_of(name)
    return f"{folder}/{uuid4().hex}{'.' if ending else ''}{ending}"
