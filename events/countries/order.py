"""The alphabetical order of names in a language, as the lists of the United Nations keep it."""

import re
import unicodedata

# With a bare alef: "أل" begins names such as Albania's, which have no article.
_ARTICLE = "ال"
# Rare characters of names of countries, which GB 18030 lists by strokes, and usual ones that sound the same.
_SOUNDS_LIKE = str.maketrans({"斐": "匪", "瑙": "脑", "汶": "问"})


def _folded(text: str) -> str:
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return " ".join(re.sub(r"[^\w\s]", " ", bare.casefold()).split())


def sort_key(name: str, language: str = "en") -> tuple[str | bytes, str]:
    """A key for `sorted` over names of one language.

    Latin letters sort without their accents, Russian with ё as е, Arabic without the article, Chinese by its sounds
    (GB 18030 lists the usual characters by pinyin), and everything else, such as Korean, by code point.
    """
    language = language[:2]
    if language == "ru":
        return name.casefold().replace("ё", "е"), name
    if language == "ar":
        return _folded(name.strip().removeprefix(_ARTICLE)), name
    if language == "zh":
        return name.translate(_SOUNDS_LIKE).encode("gb18030"), name
    if language == "ko":
        return name, name
    return _folded(name), name
