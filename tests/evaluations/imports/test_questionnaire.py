"""A questionnaire is read strictly: what is wrong is named with its place."""

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.imports.questionnaire import questionnaire_of, read_questionnaire
from evaluations.imports.strict import MOST_BYTES, QuestionnaireError

CONTENT: dict[str, Any] = {
    "format": "questionnaire",
    "version": 1,
    "languages": ["en", "fr"],
    "title": {"en": "Evaluation"},
    "questions": [
        {
            "number": 1,
            "kind": "rating",
            "text": {"en": "How was it?", "fr": "Comment était-ce ?"},
            "label": {"en": "Impression"},
            "choices": [
                {"code": "good", "value": 2, "label": {"en": "Good"}},
                {"code": "poor", "value": 1, "label": {"en": "Poor"}},
                {"code": "none", "no_opinion": True, "label": {"en": "No opinion"}},
            ],
        },
        {"number": 2, "kind": "open", "text": {"en": "What else?"}, "label": {"en": "Comments"}},
        {"number": 3, "kind": "number", "lowest": 0, "highest": 10, "text": {"en": "n?"}, "label": {"en": "n"}},
    ],
    "groups": [{"dimension": "role", "code": "speaker", "label": {"en": "Speaker"}}],
}


def _changed(path: tuple[Any, ...], value: Any) -> Any:
    content = copy.deepcopy(CONTENT)
    place: Any = content
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return content


def _complaint(content: Any) -> str:
    with pytest.raises(QuestionnaireError) as error:
        questionnaire_of(content)
    return str(error.value)


def test_questionnaire_is_read() -> None:
    found = read_questionnaire(json.dumps(CONTENT).encode())
    first = found.questions[0]
    assert (found.languages, found.language, found.words["title"]) == (("en", "fr"), "en", {"en": "Evaluation"})
    assert (first.kind, first.words["text"]["fr"]) == ("rating", "Comment était-ce ?")
    assert [(one.code, one.value, one.is_no_opinion) for one in first.choices] == [
        ("good", 2, False),
        ("poor", 1, False),
        ("none", None, True),
    ]
    assert (found.questions[2].lowest, found.questions[2].highest) == (0, 10)
    assert [(one.dimension, one.code) for one in found.groups] == [("role", "speaker")]


QUESTION, CHOICE = ("questions", 0), ("questions", 0, "choices", 1)


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        (("format",), "survey", "format:"),
        (("version",), 2, "version:"),
        (("version",), "1", "version:"),
        (("version",), 1.0, "version:"),
        (("version",), True, "version:"),
        (("extra",), 1, "extra:"),
        (("languages",), [], "languages:"),
        (("languages",), "en", "languages:"),
        (("languages",), ["en", "de"], "languages[1]:"),
        (("languages",), ["en", "en"], "languages:"),
        (("language",), "fr", "language:"),
        (("title",), "Evaluation", "title:"),
        (("title", "ko"), "평가", "title.ko:"),
        (("title", "en"), 7, "title.en:"),
        (("title", "en"), "x" * 201, "title.en:"),
        (("title", "en"), "half \ud800", "title.en:"),
        (("questions",), [], "questions:"),
        (("questions",), {}, "questions:"),
        (("questions",), [CONTENT["questions"][1]] * 201, "questions:"),
        (("questions", 1), 7, "questions[1]:"),
        (("questions", 1, "number"), 1, "questions[1].number:"),
        (("questions", 1, "choices"), [{}], "questions[1].choices[0].code:"),
        (("questions", 1, "scale"), "quality", "questions[1].scale:"),
        (("questions", 2, "highest"), 0, "questions[2].highest:"),
        (("questions", 2, "highest"), 5_000, "questions[2].highest:"),
        (("questions", 2, "lowest"), None, "questions[2].highest:"),
        ((*QUESTION, "number"), 0, "questions[0].number:"),
        ((*QUESTION, "number"), True, "questions[0].number:"),
        ((*QUESTION, "number"), 10**30, "questions[0].number:"),
        ((*QUESTION, "kind"), "essay", "questions[0].kind:"),
        ((*QUESTION, "kind"), ["rating"], "questions[0].kind:"),
        ((*QUESTION, "role"), "king", "questions[0].role:"),
        ((*QUESTION, "code"), "a code", "questions[0].code:"),
        ((*QUESTION, "text"), {"fr": "Comment ?"}, "questions[0].text.en:"),
        ((*QUESTION, "text"), {"en": "\u202e\u0000 "}, "questions[0].text.en:"),
        ((*QUESTION, "text"), {"en": "x" * 301}, "questions[0].text.en:"),
        ((*QUESTION, "answered_count"), 5, "questions[0].answered_count:"),
        ((*QUESTION, "choices"), [{"code": "c"}] * 201, "questions[0].choices:"),
        ((*CHOICE, "code"), "", "questions[0].choices[1].code:"),
        ((*CHOICE, "code"), "good", "questions[0].choices[1].code:"),
        ((*CHOICE, "value"), None, "questions[0].choices[1].value:"),
        ((*CHOICE, "value"), 2, "questions[0].choices[1].value:"),
        ((*CHOICE, "value"), 1.5, "questions[0].choices[1].value:"),
        ((*CHOICE, "no_opinion"), 1, "questions[0].choices[1].no_opinion:"),
        ((*CHOICE, "label"), {}, "questions[0].choices[1].label.en:"),
        (("groups", 0, "dimension"), "tribe", "groups[0].dimension:"),
        (("groups",), CONTENT["groups"] * 2, "groups[1].code:"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_place(path: tuple[Any, ...], value: Any, place: str) -> None:
    told = _complaint(_changed(path, value))
    assert told.startswith(place)
    assert told.isprintable()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"a": NaN}',
        b'{"format": "questionnaire", "format": "questionnaire"}',
        b'{"version": ' + b"9" * 10_000 + b"}",
        b" " * (MOST_BYTES + 1),
        b'"questionnaire"',
        b"null",
        b'{"\\ud800": 1}',
    ],
)
def test_hostile_file_is_refused(data: bytes) -> None:
    with pytest.raises(QuestionnaireError) as error:
        read_questionnaire(data)
    str(error.value).encode()


def test_lines_are_cleaned() -> None:
    found = questionnaire_of(_changed(("title", "en"), "  Eva\u202eluation\n\u0000of it "))
    assert found.words["title"]["en"] == "Evaluation of it"


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
_PLACES = [("languages",), ("title",), ("questions",), ("groups",), QUESTION, CHOICE]
_PLACES += [(*QUESTION, name) for name in CONTENT["questions"][0]]
_PLACES += [(*CHOICE, name) for name in ("code", "value", "label")]


@given(place=st.sampled_from(_PLACES), value=_JSON)
def test_anything_anywhere_is_read_or_refused(place: tuple[Any, ...], value: Any) -> None:
    try:
        questionnaire_of(_changed(place, value))
    except QuestionnaireError as error:
        assert str(error)
