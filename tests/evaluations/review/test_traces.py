"""What could lead to somebody is found in an open answer, and little else."""

import pytest

from evaluations.review import known_names, marked, traces
from tests import factories as make

pytestmark = pytest.mark.django_db


def _event() -> object:
    event = make.make_event()
    person = make.make_person(given_name="Tiziana", family_name="Bonapace")
    body = make.make_organization(name="Ministry of Interior", acronym="MOI")
    body.aliases.create(name="Interior Ministry")
    make.make_participation(event=event, person=person, organization=body)
    make.make_participation(person=make.make_person(family_name="Elsewhere"))
    return event


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Write to ana.b@example.org.", ["e-mail address"]),
        ("ana (at) example.org", ["e-mail address"]),
        ("+82 2 123-4567", ["telephone number"]),
        ("(02) 123 4567", ["telephone number"]),
        ("bonapace spoke well", ["person"]),
        ("TIZIANA Bonapace", ["person", "person"]),
        ("the Interior Ministry and the moi", ["organization", "organization"]),
        ("As in the Republic of Korea", ["country"]),
        ("mehr wie in Korea", ["country"]),
        ("en Éthiopie", ["country"]),
        ("Elsewhere it is better", []),
        ("Held in 2012 and 2013, 24 of 63", []),
        ("the moisture, a bonapacelike talk", []),
        ("", []),
    ],
)
def test_traces_are_found(text: str, kinds: list[str]) -> None:
    assert [trace.kind for trace in traces(text, known_names(_event()))] == kinds


def test_marked_text_is_the_text() -> None:
    text = "Ms. Bonapace, ana@example.org, 한국"
    pieces = list(marked(text, traces(text, known_names(_event()))))
    assert "".join(piece for piece, _ in pieces) == text
    assert [(piece, kind) for piece, kind in pieces if kind][:2] == [
        ("Bonapace", "person"),
        ("ana@example.org", "e-mail address"),
    ]
