"""Alternative texts."""

import pytest

from events.review.pictures import pictures
from events.review.subject import AlternativeText
from tests.reviewing import told


def _said(*texts: str, is_decorative: bool = False) -> list[tuple[str, str, bool]]:
    found = [AlternativeText(f"photos-{place}", text, is_decorative) for place, text in enumerate(texts)]
    return told(pictures, "", pictures=tuple(found))


@pytest.mark.parametrize(
    "words",
    [
        *(
            "IMG_2031.jpg",
            "img-2031",
            "IMG 2031",
            "DSC00012",
            "DSCN1234.JPG",
            "photo1",
            "Photo 12",
            "photo (3)",
            "image",
        ),
        *("Picture 4", "screenshot", "Screen Shot 2014-11-05 at 10.11.12", "20141105_101112", "2014-11-05", "P1010023"),
        *("forum_final_v2", "3f2504e04f8911d39a0c0305e82c3301", "opening ceremony.png", "KakaoTalk_20141105_101112"),
        *("WhatsApp Image 2014-11-05", "Untitled", "scan0001"),
    ],
)
def test_file_name_is_found(words: str) -> None:
    assert _said(words) == [("photos-0", f"The alternative text “{words}” looks like the name of a file.", True)]


@pytest.mark.parametrize(
    "words",
    [
        *(
            "Delegates in the plenary hall",
            "Photo session with ministers",
            "Image processing demonstrated by a student",
        ),
        *("The 2012 Forum", "Scanning of the badges", "Figure skating by the river", "Ministers", "Hall 3 of the COEX"),
        *("Wildflowers", "Defaced wall", "Jae-hong Lim", "G20"),
    ],
)
def test_description_is_fine(words: str) -> None:
    assert _said(words) == []


def test_missing_text_blocks_unless_decorative() -> None:
    assert _said("") == [("photos-0", "The picture has no alternative text.", True)]
    assert _said("", is_decorative=True) == []


def test_image_of_is_advised_against() -> None:
    message = "“A photo of” says what everybody hears already: that it is a picture."
    assert _said("A photo of delegates in the hall") == [("photos-0", message, False)]


def test_repeated_text_is_found_once() -> None:
    message = "Another picture has the alternative text “Delegates”, too."
    assert _said("Delegates", "Delegates", "The hall") == [("photos-1", message, False)]
