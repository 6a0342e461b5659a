"""The web fonts: small, complete for our texts, and the same every time."""

from io import StringIO
from pathlib import Path

from django.core.management import call_command
from fontTools.ttLib import TTFont

from unpog_portal.management.commands.build_web_fonts import FONTS


def _build(**options: object) -> str:
    written = StringIO()
    call_command("build_web_fonts", stdout=written, **options)
    return written.getvalue()


def test_fonts_are_built_once_and_the_same_each_time(tmp_path: Path, settings) -> None:
    settings.WEB_FONTS_DIR = tmp_path
    assert len(_build().splitlines()) == len(FONTS)
    first = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert _build() == ""
    _build(force=True)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == first
    assert set(first) == {f"{font.name}.woff2" for font in FONTS}
    preloaded = ("source-sans-regular-latin.woff2", "source-serif-semibold-latin.woff2")
    assert sum(len(first[name]) for name in preloaded) < 100_000
    characters = TTFont(tmp_path / preloaded[0]).getBestCmap()
    assert all(ord(letter) in characters for letter in "Communiqué – “Türkiye” … · ŐżŠ")
