"""Workbooks made by hand, part by part, so that they can be as strange as those that harm."""

import zlib
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
    '<Override PartName="/xl/sharedStrings.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ROOT = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
BOOK = (
    '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    f'xmlns:r="{_OFFICE}"><sheets><sheet name="One" sheetId="1" r:id="r1"/></sheets></workbook>'
)
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="r2" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
)
STRINGS = (
    '<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "<si><t>Good</t></si><si><t>Poor</t></si></sst>"
)
HEAD = '<?xml version="1.0"?>'
OPEN = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


def sheet(rows: str, *, dimension: str = "") -> str:
    """A sheet of rows in XML."""
    told = f'<dimension ref="{dimension}"/>' if dimension else ""
    return f"{HEAD}{OPEN}{told}<sheetData>{rows}</sheetData></worksheet>"


def cell(place: str, text: str) -> str:
    """A cell with a text of its own."""
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


ROWS = (
    f'<row r="1">{cell("A1", "Q1")}{cell("B1", "Q2")}</row>'
    '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2"><v>3</v></c></row>'
)
TEXT = "Q1\tQ2\nGood\t3"


def packed(parts: Mapping[str, str | bytes | None] | None = None, **options: int) -> bytes:
    """A workbook; `parts` replaces its parts, adds some, or takes one out (None)."""
    usual = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": ROOT,
        "xl/workbook.xml": BOOK,
        "xl/_rels/workbook.xml.rels": RELATIONS,
        "xl/sharedStrings.xml": STRINGS,
        "xl/worksheets/sheet1.xml": sheet(ROWS),
    }
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=options.get("level", 6)) as archive:
        for name, content in ({**usual, **(parts or {})}).items():
            if content is not None:
                archive.writestr(name, content)
    return file.getvalue()


def lying_about_size(file: bytes, name: str, size: int) -> bytes:
    """The same archive, whose directory says that a part unpacks to `size` bytes."""
    at = file.rindex(b"PK\1\2", 0, file.rindex(name.encode()))
    return file[: at + 24] + size.to_bytes(4, "little") + file[at + 28 :]


def with_wrong_sum(file: bytes, name: str) -> bytes:
    """The same archive with a checksum that is not the part's."""
    at = file.rindex(b"PK\1\2", 0, file.rindex(name.encode()))
    return file[: at + 16] + zlib.crc32(b"else").to_bytes(4, "little") + file[at + 20 :]


def part(rows: str) -> dict[str, str | bytes | None]:
    """The parts of a workbook with these rows."""
    return {"xl/worksheets/sheet1.xml": sheet(rows)}
