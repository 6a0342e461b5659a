"""The alphabetical order of names in a language, as the lists of the United Nations keep it."""

import re
import unicodedata


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
        return _folded(name).removeprefix("ال"), name
    if language == "zh":
        return name.encode("gb18030"), name
    if language == "ko":
        return name, name
    return _folded(name), name
