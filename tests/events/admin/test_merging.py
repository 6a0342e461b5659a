"""Duplicates are listed, told apart or merged field by field; a new person that resembles a known one is said so."""

import pytest
from django.test import Client
from django.urls import reverse

from events.models import Organization, Person
from tests import factories as make
from tests.pages import filled, tree

pytestmark = pytest.mark.django_db
DUPLICATES = "/admin/events/person/duplicates/"


def _people() -> tuple[Person, Person]:
    return (
        make.make_person(family_name="Malitikov", given_name="Anna", country="KE"),
        make.make_person(family_name="Malitkov", given_name="Anna", country="KE"),
    )


def _merge(kept: Person, other: Person) -> str:
    return reverse("admin:events_person_merge", args=[kept.pk, other.pk])


def test_duplicates_are_listed_with_evidence_and_a_way_to_merge(editor: Client) -> None:
    kept, other = _people()
    page = editor.get(DUPLICATES)
    words = " ".join("".join(tree(page).itertext()).split())
    assert "Anna Malitikov (Kenya) and Anna Malitkov (Kenya)" in words
    assert "One letter differs. Both have country Kenya." in words
    assert _merge(kept, other) in {element.get("href") for element in tree(page).iter("a")}


def test_pair_is_told_apart_by_one_button(editor: Client) -> None:
    one, other = _people()
    answer = editor.post(DUPLICATES, {"one": one.pk, "other": other.pk}, follow=True)
    assert answer.context["pairs"] == []
    assert "Nobody seems to be recorded twice." in answer.content.decode()
    history = editor.get(reverse("admin:events_person_history", args=[one.pk])).content.decode()
    assert f"Told apart: not the same person as No. {other.pk}, “Anna Malitkov”." in history
    assert editor.post(DUPLICATES, {"one": one.pk, "other": "x"}).status_code == 404


def test_merge_shows_the_fields_and_what_hangs_on_each(editor: Client) -> None:
    kept, other = _people()
    event = make.make_event(title="Forum")
    make.make_participation(event=event, person=kept, role="delegate")
    make.make_participation(event=event, person=other, role="minister")
    make.make_travel_line(event=event, person=other, note="secret")
    page = editor.get(_merge(kept, other))
    words = " ".join("".join(tree(page).itertext()).split())
    assert [(d.label, chosen) for d, chosen in page.context["differences"]] == [("Family name", "kept")]
    assert "Recorded for both: participation, Forum" in words
    assert "Travel lines: 1" in words
    assert "Line 1" not in words


def test_merge_takes_the_chosen_values(editor: Client) -> None:
    kept, other = _people()
    make.make_presentation(speaker=other)
    typed = {"csrfmiddlewaretoken": "x", "family_name": "other"}
    answer = editor.post(_merge(kept, other), typed, follow=True)
    assert answer.redirect_chain == [(reverse("admin:events_person_change", args=[kept.pk]), 302)]
    person = Person.objects.get()
    assert (person.pk, person.family_name, person.presentations.count()) == (kept.pk, "Malitkov", 1)


def test_merge_that_is_not_allowed_says_why_and_keeps_the_choices(editor: Client) -> None:
    kept, other = _people()
    make.make_person(family_name="Malitkov", given_name="Anna", distinction="x")
    Person.objects.filter(pk=other.pk).update(distinction="y")
    Person.objects.filter(distinction="x").update(distinction="")
    page = editor.post(_merge(kept, other), {"family_name": "other", "distinction": "kept"})
    assert page.status_code == 200
    assert [str(message) for message in page.context["messages"]] == [
        "Not merged: A person of this name is recorded already; say what tells them apart."
    ]
    assert {d.key: chosen for d, chosen in page.context["differences"]}["family_name"] == "other"
    assert Person.objects.count() == 3


def test_merging_is_for_those_who_keep_the_register(author: Client, finance: Client, stranger: Client) -> None:
    kept, other = _people()
    for client in (author, finance):
        answers = [client.get(DUPLICATES), client.post(DUPLICATES), client.post(_merge(kept, other))]
        assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert stranger.get(_merge(kept, other)).status_code == 302
    assert Person.objects.count() == 2


def test_merge_of_nobody_is_not_found(editor: Client) -> None:
    kept, _ = _people()
    assert editor.get(f"/admin/events/person/{kept.pk}/merge/999/").status_code == 404


def test_new_person_that_resembles_a_known_one_is_said_so(editor: Client, author: Client) -> None:
    known = make.make_person(family_name="Malitikov", given_name="Anna", country="KE")
    add = reverse("admin:events_person_add")
    page = editor.post(add, filled(editor.get(add), family_name="Malitkov", given_name="Anna"), follow=True)
    new = Person.objects.get(family_name="Malitkov")
    said = [str(message) for message in page.context["messages"]]
    assert said[0] == (
        "“Anna Malitkov” resembles “Anna Malitikov (Kenya)”: one letter differs. "
        f'<a href="{_merge(known, new)}">Compare and merge</a>'
    )
    unlike = author.post(add, filled(author.get(add), family_name="Else"), follow=True)
    assert len(list(unlike.context["messages"])) == 1


def test_list_of_people_links_to_the_duplicates(editor: Client, finance: Client) -> None:
    link = f'href="{DUPLICATES}"'
    address = reverse("admin:events_person_changelist")
    assert [link in client.get(address).content.decode() for client in (editor, finance)] == [True, False]


def test_people_are_told_apart_while_one_types(editor: Client) -> None:
    body = make.make_organization(name="Economic Commission", acronym="ECA")
    make.make_person(family_name="Kim", given_name="Min", organization=body, country="ET")
    make.make_person(family_name="Kim", given_name="Min", distinction="of Seoul", country="KR")
    query = {"term": "kim", "app_label": "events", "model_name": "participation", "field_name": "person"}
    results = editor.get("/admin/autocomplete/", query).json()["results"]
    assert [result["text"] for result in results] == [
        "Min Kim (ECA, Ethiopia)",
        "Min Kim (of Seoul, Republic of Korea)",
    ]


def test_organizations_are_merged_on_pages_of_the_same_kind(editor: Client) -> None:
    kept = make.make_organization(name="University of Nairobi", acronym="UoN")
    other = make.make_organization(name="Nairobi University")
    make.make_participation(organization=other)
    address = reverse("admin:events_organization_merge", args=[other.pk, kept.pk])
    page = editor.get("/admin/events/organization/duplicates/")
    assert address in {element.get("href") for element in tree(page).iter("a")}
    swapped = editor.get(address)
    words = " ".join(" ".join(tree(swapped).itertext()).split())
    assert "Kept organization" in words
    assert "and the names of both lead to it" in words
    answer = editor.post(swapped.context["swapped"], {"name": "kept"}, follow=True)
    assert answer.redirect_chain == [(reverse("admin:events_organization_change", args=[kept.pk]), 302)]
    assert Organization.objects.get().participations.count() == 1
    assert [alias.name for alias in kept.aliases.all()] == ["Nairobi University"]


def test_organizations_are_told_apart_by_one_button(editor: Client) -> None:
    one, other = make.make_organization(name="Bank of Japan"), make.make_organization(name="Japan Bank")
    answer = editor.post("/admin/events/organization/duplicates/", {"one": one.pk, "other": other.pk}, follow=True)
    said = [str(message) for message in answer.context["messages"]]
    assert said == ["“Bank of Japan” and “Japan Bank” are two organizations; they are not offered again."]
    assert "No organization seems to be recorded twice." in answer.content.decode()


def test_new_organization_that_resembles_a_known_one_is_said_so(editor: Client) -> None:
    known = make.make_organization(name="University of Nairobi")
    add = reverse("admin:events_organization_add")
    typed = {"name": "Nairobi University", "kind": "academia"}
    page = editor.post(add, filled(editor.get(add), **typed), follow=True)
    new = Organization.objects.get(name="Nairobi University")
    link = reverse("admin:events_organization_merge", args=[known.pk, new.pk])
    assert f'<a href="{link}">Compare and merge</a>' in str(next(iter(page.context["messages"])))


def test_organizations_are_merged_by_those_who_keep_the_register(author: Client, stranger: Client) -> None:
    kept, other = make.make_organization(), make.make_organization()
    address = reverse("admin:events_organization_merge", args=[kept.pk, other.pk])
    assert [author.post(address).status_code, stranger.post(address).status_code] == [403, 302]
    link = 'href="/admin/events/organization/duplicates/"'
    assert link not in author.get(reverse("admin:events_organization_changelist")).content.decode()
