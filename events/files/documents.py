"""Documents that may be kept: ten types, each with a content that matches its ending."""

import codecs
import unicodedata
from typing import Any, BinaryIO

from django.core.exceptions import ValidationError
from django.core.files.base import File

from events.files.archives import ArchiveError, check_archive, check_office, end_of_archive
from events.files.names import ending_of, shown_name
from events.files.signatures import HEAD, described, kind_of

TYPES = ("pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "csv", "txt", "zip")
LARGEST = 20 * 1024 * 1024
_TAIL = 1024  # a PDF closes within its last bytes
_ENCODINGS = ("utf-8-sig", "cp949", "cp1252")
_CONTROLS = set("\t\n\r\f\x1a")


def check_document(upload: Any) -> None:
    """Refuses a file that is empty, too large, of another type, or not what its ending says.

    Raises ValidationError with a message of its own for each. A file that is in the store already was judged before.
    """
    if getattr(upload, "_committed", False):
        return
    name = shown_name(upload.name)
    ending = ending_of(upload.name)
    if not upload.size:
        raise ValidationError(f"“{name}” is empty. Choose the file again.")
    if upload.size > LARGEST:
        raise ValidationError(f"“{name}” is larger than 20 MB. Make it smaller, or give a link to it.")
    if ending not in TYPES:
        raise ValidationError(f"“{name}” cannot be added. These types can: {', '.join(TYPES).upper()}.")
    file: Any = upload.file if isinstance(upload, File) and upload.file is not None else upload
    try:
        _check_content(file, ending)
    except ArchiveError as error:
        raise ValidationError(f"“{name}” {error}.") from error
    finally:
        file.seek(0)


def _check_content(file: BinaryIO, ending: str) -> None:
    file.seek(0)
    found = kind_of(file.read(HEAD))
    expected = {"pdf": "PDF", "csv": "", "txt": ""}.get(ending, "ZIP")
    if found == "old Office" and expected == "ZIP":
        raise ArchiveError("is locked with a password, or of an old Office format. Save it anew without a password")
    if found != expected:
        raise ArchiveError(f"ends in .{ending}, but it is {described(found)}. Choose the right file")
    if ending == "pdf":
        _check_pdf(file)
    elif ending == "zip":
        check_archive(file)
    elif expected == "ZIP":
        check_office(file, ending)
    else:
        _check_text(file)


def _check_pdf(file: BinaryIO) -> None:
    file.seek(max(0, file.seek(0, 2) - _TAIL))
    if b"%%EOF" not in file.read():
        if end_of_archive(file):
            raise ArchiveError("holds an archive behind its end. Save it anew as PDF")
        raise ArchiveError("breaks off before its end. Copy or download it again")


def _check_text(file: BinaryIO) -> None:
    file.seek(0)
    text = decoded(file.read())
    if text is None or any(unicodedata.category(letter) == "Cc" and letter not in _CONTROLS for letter in set(text)):
        raise ArchiveError("is not plain text. Save it as text in UTF-8")


def decoded(content: bytes) -> str | None:
    """A text in UTF-8, UTF-16 with its mark, Korean (CP949) or Western European; None where it is none of them."""
    encodings = ("utf-16",) if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else _ENCODINGS
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
