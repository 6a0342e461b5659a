"""ZIP archives and the documents that are one, judged by their directory alone: nothing is unpacked."""

import re
import struct
from dataclasses import dataclass
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

HIGHEST_RATIO = 100
_LONGEST_DIRECTORY = 1_000_000
_LONGEST_COMMENT = 65_535
_END = struct.Struct("<4s4H2LH")
_OFFICE = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
_OPEN = {
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
}
_MACROS = re.compile(r"(?:^|/)(?:vbaproject\.bin|vbadata\.xml|activex/.*|basic/.+|scripts/.+)$", re.IGNORECASE)
_ENCRYPTED_ENTRY = 0x1


@dataclass(frozen=True)
class Limits:
    """How many files an archive may hold and how many bytes they may unpack to.

    What unpacks to less than `small` is no bomb, however well it was packed.
    """

    entries: int = 2_000
    unpacked: int = 200_000_000
    small: int = 5_000_000


KEPT = Limits()  # of an archive that is only kept


class ArchiveError(Exception):
    """What is wrong with an archive, as the end of a sentence that begins with its name."""


def end_of_archive(file: BinaryIO) -> bytes | None:
    """The record with which an archive closes, where the file ends with it; else nothing."""
    size = file.seek(0, 2)
    start = max(0, size - _END.size - _LONGEST_COMMENT)
    file.seek(start)
    tail = file.read()
    place = len(tail)
    while (place := tail.rfind(b"PK\5\6", 0, place)) >= 0:
        record = tail[place : place + _END.size]
        if len(record) == _END.size and place + _END.size + _END.unpack(record)[7] == len(tail):
            return record
    return None


def _entries(file: BinaryIO, limits: Limits) -> list[ZipInfo]:
    """The directory. Its length is judged before it is read, so that a long one costs nothing."""
    record = end_of_archive(file)
    if record is None:
        raise ArchiveError("breaks off before its end, or has something behind it. Copy or download it again")
    _, _, _, _, count, length, place, _ = _END.unpack(record)
    if count > limits.entries or length > _LONGEST_DIRECTORY or place == 0xFFFFFFFF:
        raise ArchiveError(f"holds more than {limits.entries:,} files. Pack fewer into it")
    try:
        with ZipFile(file) as archive:
            return archive.infolist()
    except (BadZipFile, ValueError, OSError, NotImplementedError, struct.error, UnicodeError) as error:
        raise ArchiveError("is damaged. Copy or download it again") from error


def _leaves_folder(name: str) -> bool:
    parts = re.split(r"[/\\]", name)
    return ".." in parts or name.startswith(("/", "\\")) or re.match("[A-Za-z]:", name) is not None or "\0" in name


def check_archive(file: BinaryIO, limits: Limits = KEPT) -> list[ZipInfo]:
    """The entries of an archive within its limits.

    Raises ArchiveError for bombs, for locked archives and for paths that lead out.
    """
    entries = _entries(file, limits)
    if len(entries) > limits.entries:
        raise ArchiveError(f"holds more than {limits.entries:,} files. Pack fewer into it")
    if not entries:
        raise ArchiveError("holds nothing")
    size, packed = file.seek(0, 2), sum(entry.compress_size for entry in entries)
    unpacked = sum(entry.file_size for entry in entries)
    is_bomb = unpacked > limits.small and unpacked > HIGHEST_RATIO * max(packed, 1)
    if packed > size or unpacked > limits.unpacked or is_bomb:
        raise ArchiveError("would unpack to far more than it seems to hold, as harmful archives do. Pack it anew")
    if any(entry.flag_bits & _ENCRYPTED_ENTRY for entry in entries):
        raise ArchiveError("is locked with a password. Save it without one")
    if any(_leaves_folder(entry.orig_filename) for entry in entries):
        raise ArchiveError("holds a file whose name leads out of its folder. Pack it anew")
    return entries


def read_entry(file: BinaryIO, name: str, most: int) -> bytes:
    """The first `most` bytes of an entry; empty where it cannot be read."""
    try:
        with ZipFile(file) as archive, archive.open(name) as entry:
            return entry.read(most)
    except Exception:  # zipfile and zlib raise many kinds for a damaged entry
        return b""


def check_office(file: BinaryIO, ending: str, limits: Limits = KEPT) -> None:
    """Refuses a DOCX, XLSX, PPTX, ODT, ODS or ODP that is something else, locked, or has macros."""
    names = [entry.filename for entry in check_archive(file, limits)]
    found = _kind(file, names)
    if found != ending:
        what = f"a {found.upper()} file" if found else "a ZIP archive"
        raise ArchiveError(f"ends in .{ending}, but it is {what}. Choose the right file")
    if any(_MACROS.search(name) for name in names) or _says(file, "[Content_Types].xml", b"macroEnabled"):
        raise ArchiveError("contains macros, which are small programs. Save it without them")
    if _says(file, "META-INF/manifest.xml", b"encryption-data"):
        raise ArchiveError("is locked with a password. Save it without one")


def _kind(file: BinaryIO, names: list[str]) -> str:
    """What a document is by its parts."""
    if "[Content_Types].xml" in names:
        return next((ending for ending, part in _OFFICE.items() if part in names), "")
    mime = read_entry(file, "mimetype", 100).decode("ascii", "replace").strip() if "mimetype" in names else ""
    return next((ending for ending, value in _OPEN.items() if value == mime), "")


def _says(file: BinaryIO, name: str, words: bytes) -> bool:
    return words in read_entry(file, name, 1_000_000)
