"""Sheets of badges as they are sold or cut: the paper, the badges on it, and where each lies. All in millimetres."""

from dataclasses import dataclass
from decimal import Decimal

A4, LETTER = (Decimal("210"), Decimal("297")), (Decimal("215.9"), Decimal("279.4"))
_INCH = Decimal("25.4")


@dataclass(frozen=True)
class LabelFormat:
    """`left` and `top` are the place of the first badge; the steps lead from one badge to the next."""

    code: str
    label: str
    page: tuple[Decimal, Decimal]
    columns: int
    rows: int
    width: Decimal
    height: Decimal
    left: Decimal
    top: Decimal
    step_right: Decimal
    step_down: Decimal
    # Whether the sheet is plain card: then thin lines say where to cut.
    is_cut: bool = False

    @property
    def count(self) -> int:
        """Badges on a sheet."""
        return self.columns * self.rows

    def place(self, number: int) -> tuple[Decimal, Decimal]:
        """Where a badge lies, from the left and from above; the first is number 0, the next stands right of it."""
        row, column = divmod(number % self.count, self.columns)
        return self.left + column * self.step_right, self.top + row * self.step_down

    def sheets(self, badges: int, first: int = 1) -> int:
        """How many sheets a number of badges takes, when the first stands at position `first` of the first sheet."""
        return -(-(badges + first - 1) // self.count) if badges else 0


def _centred(code: str, label: str, page: tuple[Decimal, Decimal], grid: str, *, is_cut: bool = False) -> LabelFormat:
    """Badges that touch each other in the middle of the sheet: "2 × 4 of 86.5 × 55.5"."""
    count, size = grid.split(" of ")
    columns, rows = (int(number) for number in count.split("×"))
    wide, high = (Decimal(number.strip()) for number in size.split("×"))
    left, top = (page[0] - columns * wide) / 2, (page[1] - rows * high) / 2
    return LabelFormat(code, label, page, columns, rows, wide, high, left, top, wide, high, is_cut)


FORMATS: dict[str, LabelFormat] = {
    one.code: one
    for one in (
        _centred("a4-86x55", "A4, 8 badges of 86.5 × 55.5 mm (Avery L7418)", A4, "2 × 4 of 86.5 × 55.5"),
        _centred("a4-90x54", "A4, 10 inserts of 90 × 54 mm", A4, "2 × 5 of 90 × 54", is_cut=True),
        _centred("a4-85x55", "A4, 10 cards of 85 × 55 mm", A4, "2 × 5 of 85 × 55", is_cut=True),
        _centred("a4-a6", "A4, 4 badges of 105 × 148.5 mm (A6)", A4, "2 × 2 of 105 × 148.5", is_cut=True),
        _centred("letter-4x3", "Letter, 6 inserts of 4 × 3 inches (Avery 5392)", LETTER, "2 × 3 of 101.6 × 76.2"),
        LabelFormat(
            "letter-5395",
            "Letter, 8 labels of 3⅜ × 2⅓ inches (Avery 5395)",
            LETTER,
            columns=2,
            rows=4,
            width=Decimal("3.375") * _INCH,
            height=Decimal("59.26"),
            left=Decimal("0.6875") * _INCH,
            top=Decimal("14.82"),
            step_right=Decimal("3.75") * _INCH,
            step_down=Decimal("2.5") * _INCH,
        ),
    )
}
USUAL = "a4-86x55"
