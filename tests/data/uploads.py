"""Files that nobody should be able to upload, made in code, each with what its refusal says."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from zipfile import ZIP_STORED

from PIL import Image

from tests.data import documents as good
from tests.data.documents import archive, document, office_parts, open_parts, picture

SCRIPT = b"<script>alert(document.domain)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
HTML = b"<!DOCTYPE html><html><body>" + SCRIPT + b"</body></html>"
JAVASCRIPT = b"/*\xff*/=1;alert(document.domain)//"
PICTURES = ("JPEG", "PNG", "WEBP")
TYPES = ("pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "csv", "txt", "zip")
PACKED = ("docx", "xlsx", "pptx", "odt", "ods", "odp", "zip")
CARRIES = "carries something else inside"
ENDS_IN = "ends in .{}, but it is {}"


@dataclass(frozen=True)
class Upload:
    """A file to be refused, and a part of the message that says why."""

    name: str
    content: bytes
    says: str

    def __str__(self) -> str:
        return f"{self.name}: {self.says}"


def _other(kind: str) -> bytes:
    written = BytesIO()
    Image.new("RGB", (16, 16), "teal").save(written, kind)
    return written.getvalue()


def _pages() -> dict[str, tuple[bytes, str]]:
    """Pages and drawings that browsers would run, in every dress."""
    svg, page, xml = "an SVG drawing", "a web page", b'<?xml version="1.0" encoding="UTF-8"?>'
    return {
        "plain": (SVG, svg),
        "declared": (xml + b"\n" + SVG, svg),
        "entity": (xml + b'<!DOCTYPE svg [<!ENTITY x "y">]>' + SVG, svg),
        "spaced": (b"\r\n\t  " + SVG, svg),
        "marked": (b"\xef\xbb\xbf" + SVG, svg),
        "wide": (SVG.decode().encode("utf-16"), svg),
        "wide-bare": (SVG.decode().encode("utf-16-be"), svg),
        "capitals": (SVG.replace(b"svg", b"SVG"), svg),
        "page": (HTML, page),
        "comment": (b"<!-- a note -->" + HTML, page),
        "fragment": (b"<p>Hello " + SCRIPT, page),
        "image": (b"<img src=x onerror=alert(1)>", page),
        "spaced-page": (b"\f\n " + HTML, page),
        "marked-page": (b"\xef\xbb\xbf" + HTML, page),
        "wide-page": (HTML.decode().encode("utf-16-le"), page),
        "php": (b"<?php system($_GET['x']); ?>", page),
        "stylesheet": (xml + b'<xsl:stylesheet version="1.0"/>', "an XML file"),
    }


def _pictures() -> Iterator[Upload]:
    for name, (content, what) in _pages().items():
        yield Upload(f"{name}.jpg", content, f"is {what}, not a JPEG, PNG or WebP picture")
    for kind, what in {"GIF": "a GIF", "BMP": "a BMP picture", "TIFF": "a TIFF picture", "ICO": "an icon"}.items():
        yield Upload(f"{kind.lower()}.png", _other(kind), f"is {what}")
    for name, head, what in (
        ("phone.jpg", b"\0\0\0\x18ftypheic" + b"\0" * 40, "a HEIC picture"),
        ("new.jpg", b"\0\0\0\x18ftypavif" + b"\0" * 40, "an AVIF picture"),
        ("clip.jpg", b"\0\0\0\x18ftypisom" + b"\0" * 40, "a video"),
        ("layers.png", b"8BPS\0\1" + b"\0" * 40, "a Photoshop file"),
        ("print.png", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n", "a PostScript file"),
        ("setup.png", b"MZ\x90\0" + b"\0" * 60, "a program"),
        ("run.png", b"#!/bin/sh\nid\n", "a program"),
        ("elf.png", b"\x7fELF\2\1\1" + b"\0" * 60, "a program"),
        ("report.png", document("pdf"), "a PDF document"),
        ("letter.png", document("docx"), "a ZIP archive or an Office document"),
        ("notes.png", document("txt"), "something that the portal does not know"),
        ("gif-page.jpg", b"GIF89a/*" + HTML + b"*/=1;", "a GIF"),
        ("zeros.webp", b"\0" * 500, "something that the portal does not know"),
    ):
        yield Upload(name, head, f"is {what}")
    yield Upload("nothing.png", b"", "is empty")
    yield Upload("heavy.jpg", picture("JPEG") + b"\0" * (20 * 1024 * 1024), "is larger than 20 MB")


def _damaged_pictures() -> Iterator[Upload]:
    tails = {
        "page": HTML,
        "script": SCRIPT,
        "archive": document("zip"),
        "php": b"<?php id(); ?>",
        "frame": b"<iframe src=x>",
    }
    for kind in PICTURES:
        whole, ending = picture(kind), kind.lower()
        for name, tail in tails.items():
            yield Upload(f"{name}-behind.{ending}", whole + tail, CARRIES)
        for part in (0.3, 0.6, 0.95):
            yield Upload(f"cut-{part}.{ending}", whole[: int(len(whole) * part)], "breaks off before its end")
        middle = bytearray(whole)
        scratch = slice(20, 26) if kind == "WEBP" else slice(12, 40)
        middle[scratch] = b"\x5a" * (scratch.stop - scratch.start)
        yield Upload(f"scratched.{ending}", bytes(middle), "is damaged")
    exif = Image.Exif()
    exif[0x010E] = SCRIPT.decode()
    yield Upload("note.jpg", picture("JPEG", exif=exif), CARRIES)
    yield Upload("comment.jpg", picture("JPEG", comment=HTML), CARRIES)
    yield Upload("two.png", picture("PNG") + document("docx"), CARRIES)


def _dressed_documents() -> Iterator[Upload]:
    for name, (content, what) in _pages().items():
        for ending in ("txt", "csv"):
            yield Upload(f"{name}.{ending}", content, ENDS_IN.format(ending, what))
    for ending in TYPES:
        yield Upload(f"empty.{ending}", b"", "is empty")
        if ending not in ("txt", "csv"):
            yield Upload(f"page.{ending}", HTML, ENDS_IN.format(ending, "a web page"))
            yield Upload(f"drawing.{ending}", SVG, ENDS_IN.format(ending, "an SVG drawing"))
        if ending not in ("pdf", "zip"):
            yield Upload(f"picture.{ending}", picture("PNG"), ENDS_IN.format(ending, "a PNG picture"))
        yield Upload(f"program.{ending}", b"MZ\x90\0" + b"\0" * 99, ENDS_IN.format(ending, "a program"))
    for name in (
        "page.html",
        "drawing.svg",
        "macro.docm",
        "report",
        "report.pdf.exe",
        "run.js",
        "x.xhtml",
        "report.pdf ",
        "a.phar",
    ):
        yield Upload(name, document("pdf"), "cannot be added")
    yield Upload("heavy.pdf", document("pdf") + b"\0" * (20 * 1024 * 1024), "is larger than 20 MB")


def _damaged_documents() -> Iterator[Upload]:
    for ending in ("pdf", *PACKED):
        whole = document(ending)
        for part in (0.4, 0.9):
            yield Upload(f"cut-{part}.{ending}", whole[: int(len(whole) * part)], "breaks off before its end")
    yield Upload("behind.pdf", document("pdf") + document("zip") + b"\n" * 900, "breaks off before its end")
    yield Upload(
        "archive-behind.pdf", document("pdf")[:-7] + b" " * 1100 + document("zip"), "holds an archive behind its end"
    )
    yield Upload("late.pdf", b"\n" * 100 + document("pdf"), ENDS_IN.format("pdf", "something"))
    yield Upload("page-first.pdf", HTML + document("pdf"), ENDS_IN.format("pdf", "a web page"))
    for ending in PACKED:
        yield Upload(
            f"page-behind.{ending}", document(ending) + HTML, "breaks off before its end, or has something behind it"
        )
        yield Upload(f"page-before.{ending}", HTML + document(ending), ENDS_IN.format(ending, "a web page"))
    for name, content in {
        "binary": bytes(range(256)) * 4,
        "nul": b"name\0value\n",
        "half-wide": "Seoul".encode("utf-16")[:-1],
        "escape": b"\x1b]0;title\x07\x1b[2J",
        "controls": b"name\x85\x81value\x01",
    }.items():
        yield Upload(f"{name}.txt", content, "is not plain text")
        yield Upload(f"{name}.csv", content, "is not plain text")


def _harmful_archives() -> Iterator[Upload]:
    locked = bytearray(document("zip"))
    for place in (locked.find(b"PK\3\4") + 6, locked.find(b"PK\1\2") + 8):
        locked[place] |= 1
    lies = bytearray(archive({"a.txt": b"a" * 50_000}))
    lies[lies.find(b"PK\1\2") + 24 : lies.find(b"PK\1\2") + 28] = (4_000_000_000).to_bytes(4, "little")
    zeros = archive({"zeros": b"\0" * 20_000_000})
    yield Upload("locked.zip", bytes(locked), "is locked with a password")
    yield Upload("promises.zip", bytes(lies), "would unpack to far more")
    yield Upload("bomb.zip", zeros, "would unpack to far more")
    yield Upload(
        "bomb.docx", archive(office_parts("docx", **{"word/media/a": b"\0" * 20_000_000})), "would unpack to far more"
    )
    yield Upload("bomb.ods", archive(open_parts("ods", **{"a": b"\0" * 20_000_000})), "would unpack to far more")
    yield Upload(
        "crowd.zip", archive(dict.fromkeys((f"{n}.txt" for n in range(2_001)), b"")), "holds more than 2,000 files"
    )
    yield Upload("hollow.zip", archive({}), "holds nothing")
    for name in ("../../evil.txt", "/etc/passwd", "..\\evil.txt", "C:\\evil.txt", "a/../../b"):
        yield Upload("slip.zip", archive({name: b"x"}), "holds a file whose name leads out of its folder")


def _harmful_office() -> Iterator[Upload]:
    macro, locked = "contains macros", "is locked with a password"
    main = {"docx": "word", "xlsx": "xl", "pptx": "ppt"}
    for ending, folder in main.items():
        yield Upload(f"macro.{ending}", archive(office_parts(ending, **{f"{folder}/vbaProject.bin": b"x"})), macro)
        types = office_parts(ending)["[Content_Types].xml"]
        enabled = str(types).replace("main+xml", "macroEnabled.main+xml")
        yield Upload(f"enabled.{ending}", archive({**office_parts(ending), "[Content_Types].xml": enabled}), macro)
        yield Upload(f"locked.{ending}", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 900, locked)
        other = "xlsx" if ending != "xlsx" else "docx"
        yield Upload(f"is-{other}.{ending}", document(other), ENDS_IN.format(ending, f"a {other.upper()} file"))
        yield Upload(f"bare.{ending}", document("zip"), ENDS_IN.format(ending, "a ZIP archive"))
    for ending in ("odt", "ods", "odp"):
        yield Upload(f"macro.{ending}", archive(open_parts(ending, **{"Basic/Standard/Module1.xml": "x"})), macro)
        yield Upload(f"script.{ending}", archive(open_parts(ending, **{"Scripts/python/x.py": "x"})), macro)
        manifest = {"META-INF/manifest.xml": "<manifest:encryption-data/>"}
        yield Upload(f"locked.{ending}", archive(open_parts(ending, **manifest)), locked)
        other = "odt" if ending != "odt" else "ods"
        yield Upload(f"is-{other}.{ending}", document(other), ENDS_IN.format(ending, f"a {other.upper()} file"))
    mime = {"mimetype": "application/vnd.oasis.opendocument.text-template"}
    yield Upload(
        "template.odt", archive({**open_parts("odt"), **mime}, packing=ZIP_STORED), ENDS_IN.format("odt", "a ZIP")
    )


@cache
def bad_pictures() -> tuple[Upload, ...]:
    """What is refused as a picture."""
    return (*_pictures(), *_damaged_pictures())


@cache
def bad_documents() -> tuple[Upload, ...]:
    """What is refused as a document."""
    return (*_dressed_documents(), *_damaged_documents(), *_harmful_archives(), *_harmful_office())


@cache
def cleaned_pictures() -> dict[str, bytes]:
    """Pictures that are taken, and of which nothing but the picture may be left, by what they carry."""
    exif = Image.Exif()
    exif[0x010F] = "Camera of a delegate"
    exif[0x8825] = {2: (37.0, 33.0, 0.0)}
    found = {f"place.{kind.lower()}": picture(kind, exif=exif) for kind in PICTURES}
    found |= {f"tail.{kind.lower()}": picture(kind) + b"ftypmp42 moving picture Camera" * 50 for kind in PICTURES}
    found |= {f"javascript.{kind.lower()}": picture(kind) + JAVASCRIPT + b"Camera" for kind in PICTURES}
    found["comment.jpg"] = picture("JPEG", comment=JAVASCRIPT + b" Camera")
    found["text.png"] = good.flat_png(64, 48, good.chunk(b"tEXt", b"Comment\0Camera alert(1)"))
    return found
