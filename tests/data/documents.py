"""Good documents and pictures of every type that may be kept, made in code; parts of them make the bad ones."""

import struct
import zlib
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from PIL import Image

from tests.factories import pdf_file

_MAIN = {
    "docx": ("word/document.xml", "wordprocessingml.document"),
    "xlsx": ("xl/workbook.xml", "spreadsheetml.sheet"),
    "pptx": ("ppt/presentation.xml", "presentationml.presentation"),
}
_OPEN = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}
_APP = {"docx": "<Pages>7</Pages>", "pptx": "<Slides>12</Slides>", "xlsx": "<Application>Excel</Application>"}


def archive(entries: Mapping[str, bytes | str], *, packing: int = ZIP_DEFLATED) -> bytes:
    """A ZIP archive with these entries, always the same bytes."""
    written = BytesIO()
    with ZipFile(written, "w", packing) as made:
        for name, content in entries.items():
            info = ZipInfo(name, (2012, 10, 18, 9, 0, 0))
            info.compress_type = ZIP_STORED if name == "mimetype" else packing
            made.writestr(info, content)
    return written.getvalue()


def office_parts(ending: str, **more: bytes | str) -> dict[str, bytes | str]:
    """The least parts of an Office document; `more` are further parts by name."""
    main, kind = _MAIN[ending]
    mark = f"application/vnd.openxmlformats-officedocument.{kind}.main+xml"
    types = f'<Types><Override PartName="/{main}" ContentType="{mark}"/></Types>'
    parts = {
        "[Content_Types].xml": types,
        main: "<document/>",
        "docProps/app.xml": f"<Properties>{_APP[ending]}</Properties>",
    }
    return {**parts, **more}


def open_parts(ending: str, **more: bytes | str) -> dict[str, bytes | str]:
    """The least parts of an OpenDocument file."""
    slides = '<draw:page draw:name="1"/><draw:page draw:name="2"/>' if ending == "odp" else ""
    meta = '<meta:document-statistic meta:page-count="3" meta:word-count="900"/>'
    parts = {
        "mimetype": f"application/vnd.oasis.opendocument.{_OPEN[ending]}",
        "META-INF/manifest.xml": "<manifest/>",
        "content.xml": f"<office:body>{slides}</office:body>",
        "meta.xml": f"<office:meta>{meta}</office:meta>",
    }
    return {**parts, **more}


def document(ending: str) -> bytes:
    """A good document of one of the ten types."""
    if ending in _MAIN:
        return archive(office_parts(ending))
    if ending in _OPEN:
        return archive(open_parts(ending))
    plain = {
        "pdf": pdf_file(pages=4).read(),
        "csv": "name,answers\nSeoul,29\n한국,34\n".encode(),
        "txt": "Seoul Communiqué\n".encode(),
        "zip": archive({"programme.txt": "Day one"}),
    }
    return plain[ending]


def picture(kind: str, *, size: tuple[int, int] = (200, 150), **options: object) -> bytes:
    """A picture full of noise, so that cutting it anywhere cuts into the picture itself."""
    written = BytesIO()
    Image.effect_noise(size, 90).convert("RGB").save(written, kind, **options)
    return written.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    """A part of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, *parts: bytes, depth: int = 8, colour: int = 2, data: bytes = b"") -> bytes:
    """A PNG that says how large it is; `parts` stand before its data, which may be far too short."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n" + head + b"".join(parts) + chunk(b"IDAT", data or zlib.compress(b"")) + chunk(b"IEND", b"")
    )


def flat_png(width: int, height: int, *parts: bytes, depth: int = 8, colour: int = 2) -> bytes:
    """A whole and valid PNG of one colour: a few kilobytes however large it is."""
    packer = zlib.compressobj(9)
    line = b"\0" * (1 + width * depth * {0: 1, 2: 3, 6: 4}[colour] // 8)
    packed = b"".join(packer.compress(line) for _ in range(height)) + packer.flush()
    return png(width, height, *parts, depth=depth, colour=colour, data=packed)


def webp(*parts: bytes) -> bytes:
    """A WebP of these chunks."""
    body = b"WEBP" + b"".join(parts)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def webp_chunk(kind: bytes, data: bytes) -> bytes:
    """A part of a WebP."""
    return kind + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)


def webp_canvas(width: int, height: int, *, is_animated: bool = False) -> bytes:
    """The part of a WebP that says how large its canvas is."""
    sides = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return webp_chunk(b"VP8X", bytes([2 if is_animated else 0, 0, 0, 0]) + sides)
