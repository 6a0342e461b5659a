"""Makes the web fonts: WOFF2 subsets of the two faces, so that a page loads 75 kB instead of a megabyte."""

import os
from argparse import ArgumentParser
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from fontTools import subset

LATIN = "U+0020-024F,U+2010-27BF"
CYRILLIC = "U+0400-04FF"


@dataclass(frozen=True)
class WebFont:
    """A subset: its file name, the full font it is cut from, and the characters that stay."""

    name: str
    package: str
    full: str
    unicodes: str

    @property
    def source(self) -> Path:
        """The full font, from its installed package."""
        return Path(str(files(self.package) / "files" / self.full))


FONTS = (
    WebFont("source-sans-regular-latin", "font_source_sans_pro", "SourceSansPro-Regular.ttf", LATIN),
    WebFont("source-sans-semibold-latin", "font_source_sans_pro", "SourceSansPro-Semibold.ttf", LATIN),
    WebFont("source-sans-regular-cyrillic", "font_source_sans_pro", "SourceSansPro-Regular.ttf", CYRILLIC),
    WebFont("source-serif-semibold-latin", "font_source_serif_pro", "SourceSerifPro-Semibold.ttf", LATIN),
)


def build(font: WebFont, target: Path) -> None:
    """Writes the subset; the same source gives the same bytes. A half-written file is never seen under its name."""
    options = subset.Options(flavor="woff2", recalc_timestamp=False, hinting=False)
    full = subset.load_font(str(font.source), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=subset.parse_unicodes(font.unicodes.replace("U+", "")))
    cutter.subset(full)
    written = target.with_suffix(f".{os.getpid()}.part")
    subset.save_font(full, str(written), options)
    written.replace(target)


class Command(BaseCommand):
    """`manage.py build_web_fonts`."""

    help = "Writes the web fonts to WEB_FONTS_DIR; those that are up to date are left alone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One switch."""
        parser.add_argument("--force", action="store_true", help="write all of them anew")

    def handle(self, *args: Any, **options: Any) -> None:
        """Writes what is missing or older than its source."""
        folder = Path(settings.WEB_FONTS_DIR)
        folder.mkdir(parents=True, exist_ok=True)
        for font in FONTS:
            target = folder / f"{font.name}.woff2"
            fresh = target.exists() and target.stat().st_mtime >= font.source.stat().st_mtime
            if options["force"] or not fresh:
                build(font, target)
                self.stdout.write(f"{target.name}: {target.stat().st_size:,} bytes")
