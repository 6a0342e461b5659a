"""An event with people of many scripts and very long names, for the tests of papers, and a look at what was built."""

import re
import subprocess
from pathlib import Path
from typing import Any

import page
import pikepdf

from reports.documents.paper import Part
from reports.pdf import Built, build_pdf
from tests import factories as make

NAMES = (
    ("Silva", "Ana"),
    ("Khvichawa-Dzhugashvili-Amaghlobeli", "Konstantine Aleksandre"),
    ("العبد الرحمن", "محمد عبد الله بن"),
    ("Владимирова-Константинопольская", "Александра Вячеславовна"),
    ("이", "병식"),
    ("王", "小明"),
    ("Wickramasinghe Arachchilage Don", "Sri Venkata Narasimha Rajuvaripet Subramaniam"),
    ("W" * 120, "M" * 120),
    ("語" * 120, "漢" * 120),
    ("Nguyễn Thị", "Minh Khai"),
    ("Opoku-Mensah", "A."),
)
ROLES = ("delegate", "speaker", "minister", "organizer", "observer")
LONG = "Agence nationale de la sécurité des systèmes d’information et de la transformation numérique territoriale"


def make_people(count: int, *, event: Any = None, names: Any = NAMES, **fields: Any) -> Any:
    """An event with so many participants."""
    event = event or make.make_event(title="Global e-Government Forum 2012", slug="forum")
    bodies = [make.make_organization(name=f"{LONG} {event.pk}"), make.make_organization(name=f"WeGO {event.pk}")]
    for number in range(count):
        family, given = names[number % len(names)]
        person = make.make_person(family_name=family, given_name=given, distinction=str(number))
        common = {
            "organization": bodies[number % 2],
            "role": ROLES[number % 5],
            "country": ("BR", "LA", "GB")[number % 3],
        }
        make.make_participation(event=event, person=person, **(common | fields))
    return event


def built(part: Part) -> Built:
    """The PDF of a part; nothing was complained of."""
    found = build_pdf(part.make(part.items, 0))
    assert found.warnings == ()
    return found


def assert_accessible(found: Built, folder: Path) -> Path:
    """Holds a file to every rule of PDF/UA-1, and to the office's fonts."""
    path = folder / "paper.pdf"
    path.write_bytes(found.pdf)
    report = page.validate_pdf(path)
    assert (report.profile.name, report.is_compliant, list(report.failures)) == ("PDF_UA_1", True, [])
    fonts = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout  # noqa: S607
    assert {line.split("+")[1][:6] for line in fonts.splitlines()[2:]} <= {"Source", "Noto-S", "Noto-N"}
    return path


def words_of(path: Path) -> list[list[tuple[str, float, float, float, float]]]:
    """The words of each page with their edges in millimetres: left, top, right, bottom."""
    shown = subprocess.run(["pdftotext", "-bbox", path, "-"], capture_output=True, text=True, check=True).stdout  # noqa: S607
    edges = r'<word xMin="(\S+)" yMin="(\S+)" xMax="(\S+)" yMax="(\S+)">(.*?)</word>'
    return [
        [(found[5], *(float(found[at]) * 25.4 / 72 for at in range(1, 5))) for found in re.finditer(edges, one)]
        for one in shown.split("<page ")[1:]
    ]


def metadata(path: Path) -> str:
    """Everything that the file says about itself."""
    with pikepdf.open(path) as pdf:
        return f"{dict(pdf.docinfo)} {pdf.Root.Metadata.read_bytes().decode()}"
