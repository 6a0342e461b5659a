"""Reads JSON strictly: whatever is not as expected is refused with its place."""

import json
import re
from collections.abc import Iterator
from typing import Any

from events.text import clean_line

MOST_BYTES = 1_000_000
_CODE = re.compile(r"[-a-zA-Z0-9_]{1,40}")


class QuestionnaireError(ValueError):
    """A file that cannot be taken in; the message begins with the place, such as `questions[3].choices[1].code`."""


def load(data: bytes | str) -> Any:
    """What is in a file. Raises QuestionnaireError."""
    if len(data) > MOST_BYTES:
        raise QuestionnaireError("The file is larger than 1 MB.")
    try:
        return json.loads(data, object_pairs_hook=_once, parse_constant=_no_number)
    except QuestionnaireError:
        raise
    except (ValueError, RecursionError) as error:
        raise QuestionnaireError("The file is not JSON in UTF-8.") from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise QuestionnaireError(f"{short(twice)}: stands twice in the same place.")
    return found


def _no_number(name: str) -> Any:
    raise QuestionnaireError(f"{name} is no number.")


def short(text: Any) -> str:
    """The beginning of what stands there, fit for a message."""
    return clean_line(str(text).encode(errors="replace").decode())[:40]


def check_keys(content: Any, place: str, known: set[str], version: int) -> None:
    """Refuses what is no object, and names that nobody knows."""
    if not isinstance(content, dict):
        raise QuestionnaireError(f"{place or 'The file'}: an object in braces is expected.")
    if unknown := sorted(set(content) - known):
        where = f"{place}.{short(unknown[0])}" if place else short(unknown[0])
        raise QuestionnaireError(f"{where}: unknown in version {version}.")


def rows(content: dict[str, Any], name: str, most: int, place: str = "") -> Iterator[tuple[str, Any]]:
    """The rows of a list, each with its place."""
    found = content.get(name, [])
    where = f"{place}.{name}" if place else name
    if not isinstance(found, list):
        raise QuestionnaireError(f"{where}: a list is expected.")
    if len(found) > most:
        raise QuestionnaireError(f"{where}: at most {most} are taken, and there are {len(found)}.")
    yield from ((f"{where}[{number}]", row) for number, row in enumerate(found))


def check_unique(place: str, keys: list[Any], name: str) -> None:
    """Refuses what stands twice."""
    for at, key in enumerate(keys):
        if key in keys[:at]:
            raise QuestionnaireError(f"{place}[{at}].{name}: stands twice.")


def whole(content: dict[str, Any], name: str, place: str, least: int, most: int) -> int | None:
    """A whole number, where one is given."""
    value = content.get(name)
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise QuestionnaireError(f"{place}.{name}: a whole number from {least} to {most} is expected.")
    return value


def one_of(content: dict[str, Any], name: str, place: str, known: list[str]) -> str:
    """One of the known words."""
    value = content.get(name)
    if not isinstance(value, str) or value not in known:
        raise QuestionnaireError(f"{place}.{name}: one of {', '.join(known)} is expected.")
    return value


def code_of(content: dict[str, Any], name: str, place: str, *, is_needed: bool = False) -> str:
    """A code of letters, digits, hyphens and underscores."""
    value = content.get(name, "")
    if value == "" and not is_needed:
        return ""
    if not isinstance(value, str) or not _CODE.fullmatch(value):
        raise QuestionnaireError(f"{place}.{name}: up to 40 letters, digits, hyphens and underscores are expected.")
    return value


def text_of(value: Any, place: str, most: int, *, is_line: bool = True) -> str:
    """Plain text of one line or of several, clean and not too long."""
    if not isinstance(value, str) or _is_broken(value):
        raise QuestionnaireError(f"{place}: words are expected.")
    clean = clean_line(value) if is_line else "\n".join(map(clean_line, value.splitlines())).strip()
    if len(clean) > most:
        raise QuestionnaireError(f"{place}: at most {most} characters are taken, and there are {len(clean)}.")
    return clean


def _is_broken(text: str) -> bool:
    """Whether half a character is in it, which no database takes."""
    return any("\ud800" <= character <= "\udfff" for character in text)
