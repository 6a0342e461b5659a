"""Badges lie on their sheets without touching the edges of the paper or each other."""

import pytest

from reports.documents.label_formats import A4, FORMATS, LETTER, USUAL, LabelFormat


@pytest.mark.parametrize("sheet", FORMATS.values(), ids=FORMATS)
def test_badges_lie_on_the_sheet_and_not_on_each_other(sheet: LabelFormat) -> None:
    wide, high = sheet.page
    boxes = [(left, top, left + sheet.width, top + sheet.height) for left, top in map(sheet.place, range(sheet.count))]
    assert all(left >= 0 and top >= 0 and right <= wide and bottom <= high for left, top, right, bottom in boxes)
    for number, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[number + 1 :]:
            assert right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top


@pytest.mark.parametrize("sheet", FORMATS.values(), ids=FORMATS)
def test_sheets_are_the_same_turned_around(sheet: LabelFormat) -> None:
    (left, top), (last_left, last_top) = sheet.place(0), sheet.place(sheet.count - 1)
    assert abs(left - (sheet.page[0] - last_left - sheet.width)) < 1
    assert abs(top - (sheet.page[1] - last_top - sheet.height)) < 1


def test_known_measures() -> None:
    found = {code: (one.page, one.count, float(one.width), float(one.height)) for code, one in FORMATS.items()}
    assert found["a4-86x55"] == (A4, 8, 86.5, 55.5)
    assert found["a4-90x54"] == (A4, 10, 90, 54)
    assert found["a4-85x55"] == (A4, 10, 85, 55)
    assert found["a4-a6"] == (A4, 4, 105, 148.5)
    assert found["letter-4x3"] == (LETTER, 6, 101.6, 76.2)
    assert USUAL in FORMATS


@pytest.mark.parametrize(
    ("badges", "first", "sheets"), [(0, 1, 0), (1, 1, 1), (8, 1, 1), (9, 1, 2), (8, 2, 2), (182, 1, 23)]
)
def test_sheets_are_counted_with_the_places_that_are_used(badges: int, first: int, sheets: int) -> None:
    assert FORMATS["a4-86x55"].sheets(badges, first) == sheets
