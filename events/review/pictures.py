"""Alternative texts of pictures."""

import re
from collections.abc import Iterator

from events.review.finding import Finding
from events.review.subject import AlternativeText, Subject

_FILE = re.compile(
    r".*\.(?:jpe?g|png|gif|webp|heic|heif|tiff?|bmp|svg|raw|cr2|nef)"
    r"|(?:img|dsc[nf]?|dscf|dcim|pxl|mvi|wp|p|screen\s?shot|screenshot|scan|untitled|kakaotalk|whatsapp|photo|foto|image|"
    r"picture|pic|bild|figure|fig|사진|图片|照片|фото|صورة)[\s_.-]*(?:image)?[\s_.(#-]*[\d\s_.:()-]*(?:at[\s\d.:]+)?"
    r"|[\d\s_.()-]+|(?=\S*\d)[0-9a-f]{8,}|(?=\S*[_\d])[^\s_]+(?:_[^\s_]+)+",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"(?:an?\s+|the\s+)?(?:image|picture|photo|photograph|graphic|illustration|photo\s?graphic\s+image)\s+(?:of|showing|that\s+shows)\b",
    re.IGNORECASE,
)


def _judge(picture: AlternativeText) -> Finding | None:
    words = picture.words.strip()
    if picture.is_decorative:
        return None
    if not words:
        message = "The picture has no alternative text."
        remedy = "Say what a person who cannot see the picture should know, or mark it as decorative."
        return Finding("alternative_text", picture.field, "", message, remedy, is_blocking=True)
    if _FILE.fullmatch(words):
        message = f"The alternative text “{words}” looks like the name of a file."
        remedy = "Say what a person who cannot see the picture should know."
        return Finding("alternative_text", picture.field, words, message, remedy, is_blocking=True)
    if opens := _OPENS.match(words):
        message = f"“{opens[0]}” says what everybody hears already: that it is a picture."
        return Finding("alternative_text", picture.field, words, message, "Begin with what the picture shows.")
    return None


def pictures(subject: Subject) -> Iterator[Finding]:
    """An alternative text that is missing or looks like a file's name, opens with "image of", or is repeated.

    The first two are blocking, the last two advisory. All languages.
    """
    seen: set[str] = set()
    for picture in subject.pictures:
        words = picture.words.strip().casefold()
        finding = _judge(picture)
        if finding:
            yield finding
        elif words in seen and not picture.is_decorative:
            message = f"Another picture has the alternative text “{picture.words}”, too."
            remedy = "Say what tells this picture from the other."
            yield Finding("alternative_text", picture.field, picture.words, message, remedy)
        seen.add(words)
