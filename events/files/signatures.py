"""What a file is by its first bytes: a table of our own, because libraries that guess are easily fooled."""

import codecs
import re

HEAD = 4096  # as many bytes of a file's beginning are looked at
_MARKS: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\xff\xd8\xff", "JPEG"),
    (0, b"\x89PNG\r\n\x1a\n", "PNG"),
    (8, b"WEBP", "WEBP"),
    (0, b"GIF87a", "GIF"),
    (0, b"GIF89a", "GIF"),
    (0, b"BM", "BMP"),
    (0, b"II*\0", "TIFF"),
    (0, b"MM\0*", "TIFF"),
    (4, b"ftypavif", "AVIF"),
    (4, b"ftyphei", "HEIC"),
    (4, b"ftyphev", "HEIC"),
    (4, b"ftypmif1", "HEIC"),
    (4, b"ftyp", "video"),
    (0, b"\x1a\x45\xdf\xa3", "video"),
    (0, b"8BPS", "PSD"),
    (0, b"\0\0\1\0", "ICO"),
    (0, b"\0\0\0\x0cjP", "JPEG 2000"),
    (0, b"\xff\x0a", "JPEG XL"),
    (0, b"\0\0\0\x0cJXL", "JPEG XL"),
    (0, b"%PDF-", "PDF"),
    (0, b"%!PS", "PostScript"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Office"),
    (0, b"PK\3\4", "ZIP"),
    (0, b"PK\5\6", "ZIP"),
    (0, b"Rar!\x1a\7", "RAR"),
    (0, b"7z\xbc\xaf\x27\x1c", "7z"),
    (0, b"\x1f\x8b", "GZIP"),
    (0, b"{\\rtf", "RTF"),
    (0, b"MZ", "program"),
    (0, b"\x7fELF", "program"),
    (0, b"\xca\xfe\xba\xbe", "program"),
    (0, b"#!/", "program"),
)
_WORDS = {
    "SVG": "an SVG drawing",
    "HTML": "a web page",
    "XML": "an XML file",
    "GIF": "a GIF",
    "BMP": "a BMP picture",
    "AVIF": "an AVIF picture",
    "ICO": "an icon",
    "PDF": "a PDF document",
    "PSD": "a Photoshop file",
    "HEIC": "a HEIC picture, as phones take them",
    "old Office": "an Office file that is locked with a password or of an old format",
    "ZIP": "a ZIP archive or an Office document",
    "RAR": "a RAR archive",
    "7z": "a 7z archive",
    "GZIP": "a GZIP archive",
    "RTF": "an RTF document",
    "program": "a program",
    "video": "a video",
    "PostScript": "a PostScript file",
    "": "something that the portal does not know",
}
_MARKUP = re.compile(r"\s*<(?:[a-z!?/]|%)", re.IGNORECASE)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|script|iframe|title|meta|style|a|b|p|div|br|table|h1|font)\b")


def beginning(head: bytes) -> str:
    """The first characters as text, whatever of the Unicode encodings they are in."""
    if head.startswith(codecs.BOM_UTF8):
        return head.decode("utf-8-sig", "replace")
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", "replace")
    if head[:2] in (b"<\0", b"\0<"):
        return head.decode("utf-16-le" if head[0] else "utf-16-be", "replace")
    return head.decode("latin-1")


def kind_of(head: bytes) -> str:
    """The kind of a file: "JPEG", "PDF", "ZIP", "SVG", "HTML", …; empty for text and for what is not in the table."""
    for offset, mark, kind in _MARKS:
        if head.startswith(mark, offset):
            return kind
    text = beginning(head[:HEAD]).lstrip("\ufeff\0 \t\r\n\f\v")
    if not _MARKUP.match(text):
        return ""
    lowered = text.lower()
    if "<svg" in lowered:
        return "SVG"
    return "XML" if lowered.startswith("<?xml") and not _PAGE.search(lowered) else "HTML"


def described(kind: str) -> str:
    """A kind in a sentence: "a web page", "a TIFF picture"."""
    return _WORDS.get(kind, f"a {kind} picture")
