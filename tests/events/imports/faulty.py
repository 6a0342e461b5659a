"""A long list of participants with planted faults: 25 kinds, twenty of each, known by row and column."""

from io import BytesIO
from random import Random

from openpyxl import Workbook

from events.imports.participant_columns import COLUMNS

KEYS = (
    *("family_name", "given_name", "honorific", "distinction", "organization", "position", "country", "email"),
    *("role", "origin", "sector", "registered", "attended", "remote", "listed", "counted", "note"),
)
HEADER = [next(column.label for column in COLUMNS if column.key == key) for key in KEYS]
# The column of each fault, and what is written there.
FAULTS: tuple[tuple[str, str], ...] = (
    ("family_name", "x" * 121),
    ("family_name", "#N/A"),
    ("family_name", "ana@example.org"),
    ("family_name", "Silva\nEk"),
    ("family_name", "Mu\ufffdoz"),
    ("family_name", "20121018"),
    ("given_name", "x" * 121),
    ("given_name", "JosÃ©"),
    ("honorific", "Most honourable and excellent chair"),
    ("distinction", "x" * 61),
    ("organization", "Words without a kind"),
    ("organization", "#REF!"),
    ("organization", "National " + "x" * 200),
    ("position", "x" * 201),
    ("country", "Nowhere"),
    ("country", "Virgin Islands"),
    ("email", "ana.example.org"),
    ("email", "a@example.org; b@example.org"),
    ("role", "Guest of honour"),
    ("origin", "Mars"),
    ("sector", "Sport"),
    ("registered", "perhaps"),
    ("attended", "late"),
    ("note", "x" * 251),
    ("", "twice"),
)
EACH = 20
COUNTRIES = ("Kenya", "KR", "Côte d’Ivoire", "Viet Nam", "BRA", "Republic of Korea", "Timor-Leste")
_SYLLABLES = ("ba", "ke", "li", "mo", "nu", "ra", "shi", "to", "ve", "zu")


def _word(number: int) -> str:
    return "".join(_SYLLABLES[int(digit)] for digit in f"{number:05}").capitalize()


def good_row(number: int) -> list[str]:
    """A row without a fault; two of them never name the same person."""
    row = dict.fromkeys(KEYS, "")
    row |= {"family_name": _word(number), "given_name": f"{_word(number * 7 % 99_991)}-Ana", "honorific": "Ms."}
    row |= {"organization": f"Ministry of {_word(number % 300)}", "country": COUNTRIES[number % len(COUNTRIES)]}
    row |= {"email": f"a{number}@example.org", "role": ("Delegate", "Speaker")[number % 2], "attended": "yes"}
    row |= {"position": "Director", "registered": "yes", "remote": "no", "listed": "no"}
    return [row[key] for key in KEYS]


def planted(rows: int = 10_000) -> tuple[list[list[str]], dict[int, str]]:
    """The rows below the header, and the faults: the column's key ("" for the whole row) by the sheet's row."""
    table = [good_row(number) for number in range(rows)]
    places = Random(7).sample(range(100, rows), len(FAULTS) * EACH)  # noqa: S311 - the same places in every run
    faults = {}
    for place, (key, text) in zip(places, FAULTS * EACH, strict=True):
        if key:
            table[place][KEYS.index(key)] = text
        else:
            table[place] = good_row(place % 100)
        faults[place + 2] = key
    return table, faults


def workbook(rows: list[list[str]]) -> bytes:
    """The rows below their header as an XLSX."""
    book, file = Workbook(write_only=True), BytesIO()
    sheet = book.create_sheet("People")
    for row in (HEADER, *rows):
        sheet.append(row)
    book.save(file)
    return file.getvalue()
