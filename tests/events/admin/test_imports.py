"""Paste, check, add: nothing is written before the last step, and the pasted text survives every one."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from events.imports.stored import MOST_SHOWN
from events.models import Event, ImportRun, Participation, Session
from tests import factories as make
from tests.pages import filled, tree

pytestmark = pytest.mark.django_db
PROGRAMME = "Day\tTime\tTitle\tSpeakers\n18 Oct\t9:00\tOpening\tAna Silva\n20 Oct\t9:00\tToo late\t\n"
LIST = "Family name\tGiven name\tCountry\tShoe size\nSilva\tAna\tBrazil\t38\n"
CHOOSE = "/admin/events/participation/import/"


def _address(event: Event, page: str = "programme") -> str:
    return reverse(f"admin:events_event_{page}", args=[event.pk])


def _words(answer: Any) -> str:
    return " ".join("".join(tree(answer).itertext()).split())


def _check(client: Client, address: str, text: str, **more: Any) -> Any:
    return client.post(address, {**filled(client.get(address)), "text": text, "_check": "1", **more}, follow=True)


def _run_address(run: ImportRun | None = None, page: str = "import") -> str:
    run = run or ImportRun.objects.latest("pk")
    return reverse(f"admin:events_event_{page}", args=[run.event_id, run.pk])


def _add(client: Client, page: Any, **more: Any) -> Any:
    return client.post(_run_address(), filled(page, _add="1", **more), follow=True)


def test_check_shows_what_would_happen_and_writes_nothing(editor: Client) -> None:
    event = make.make_event()
    page = _check(editor, _address(event), PROGRAMME)
    assert (page.context["button"], Session.objects.count()) == ("Add 1 session", 0)
    assert [row["number"] for row in page.context["needy"]] == [3]
    complaint = page.context["complaints"][0]
    assert (complaint["row"], complaint["label"], complaint["key"]) == (3, "Day", "day")
    ids = {element.get("id"): element for element in tree(page).iter() if element.get("id")}
    assert "Problem: 20 October 2012 is not a day of the event." in "".join(ids["row-3-day"].itertext())
    links = {element.get("href") for element in tree(page).iter("a")}
    assert "#row-3-day" in links


def test_good_rows_are_added_and_the_others_come_back_to_be_mended(editor: Client) -> None:
    event = make.make_event()
    page = _add(editor, _check(editor, _address(event), PROGRAMME))
    assert [session.title for session in event.sessions.all()] == ["Opening"]
    undo = _run_address(page="import_undo")
    assert [str(message) for message in page.context["messages"]] == [
        f'Add 1 session: done. <a href="{undo}">Undo</a>',
        "1 row was left out because of the problems below.",
    ]
    assert "Row 3, Day: 20 October 2012 is not a day of the event." in _words(page)
    back = editor.post(_run_address(), filled(page, _back="1"), follow=True)
    left = filled(back)["text"].replace("\r\n", "\n")
    assert left == "Day\tTime\tTitle\tSpeakers\n20 Oct\t9:00\tToo late\t"
    again = _check(editor, _address(event), left.replace("20 Oct", "19 Oct"))
    done = editor.post(_run_address(), filled(again, _add="1"))
    assert (done.status_code, done["Location"]) == (302, f"{_address(event, 'change')}#programme")
    assert event.sessions.count() == 2


def test_text_comes_back_whole_before_the_import(editor: Client) -> None:
    event = make.make_event()
    page = _check(editor, _address(event), PROGRAMME)
    back = editor.post(_run_address(), filled(page, _back="1"), follow=True)
    assert filled(back)["text"].replace("\r\n", "\n") == PROGRAMME


def test_same_paste_again_writes_nothing(editor: Client) -> None:
    event = make.make_event()
    text = PROGRAMME.replace("20 Oct", "19 Oct")
    for _ in range(2):
        page = _check(editor, _address(event), text)
        answer = editor.post(_run_address(), filled(page, _add="1"), follow=True)
    assert page.context["button"] == ""
    assert "Nothing to write: no row is new or changed." in _words(page)
    assert [str(message) for message in answer.context["messages"]] == [
        "Everything was here already; nothing was changed."
    ]
    assert event.sessions.count() == 2


def test_text_begins_with_the_blank_that_was_pasted(editor: Client) -> None:
    event = make.make_event()
    text = "\n\tDay\tTitle\n\t18 Oct\tOpening\n"
    page = _check(editor, _address(event), text)
    assert ImportRun.objects.get().text.replace("\r\n", "\n") == text
    assert page.context["calm"][0]["number"] == 3


def test_choice_about_a_person_is_kept_and_carried_out(editor: Client) -> None:
    event = make.make_event()
    known = make.make_person(family_name="Silvan", given_name="Anna")
    text = "Day\tTitle\tSpeakers\n18 Oct\tOpening\tAnna Silvam\n"
    page = _check(editor, _address(event), text)
    radios = [field for field in tree(page).iter("input") if field.get("type") == "radio"]
    assert [(field.get("name"), field.get("value"), field.get("checked") is not None) for field in radios] == [
        ("person:anna-silvam", str(known.pk), False),
        ("person:anna-silvam", "new", True),
    ]
    legends = ["".join(legend.itertext()) for legend in tree(page).iter("legend")]
    assert legends == ["Who is “Anna Silvam”?"]
    answer = {"person:anna-silvam": str(known.pk)}
    again = editor.post(_run_address(), {**filled(page), **answer, "_check": "1"}, follow=True)
    assert again.context["needy"][0]["choices"][0]["chosen"] == str(known.pk)
    editor.post(_run_address(), {**filled(page), **answer, "_add": "1"})
    assert event.sessions.get().presentations.get().speaker == known


def test_text_that_is_no_table_is_refused_beside_it_and_kept(editor: Client) -> None:
    event = make.make_event()
    page = _check(editor, _address(event), "When\tWhat\nnow\tthis\n")
    words = "The first row must name the columns. Missing: Title."
    assert page.context["form"].errors["text"][0].startswith(words)
    assert page.context["title"] == "Error: Paste a programme"
    assert "#id_text" in {element.get("href") for element in tree(page).iter("a")}
    assert filled(page)["text"].startswith("When\tWhat")


def test_neither_text_nor_file_and_both_are_refused(editor: Client) -> None:
    event = make.make_event()
    nothing = _check(editor, _address(event), "  ")
    assert nothing.context["form"].errors == {"text": ["Paste the cells of the spreadsheet, or choose a file."]}
    both = _check(editor, _address(event), PROGRAMME, file=ContentFile(b"x", name="a.csv"))
    assert list(both.context["form"].errors) == ["file"]


def test_file_is_read_and_carried_on_as_text(editor: Client) -> None:
    event = make.make_event()
    file = ContentFile("이름;국가\nJosé Núñez;Brazil\n".encode("utf-16"), name="list.csv")
    page = _check(editor, _address(event, "participants"), "", file=file)
    assert (page.context["button"], page.context["note"]) == ("Import 1 person", "")
    _add(editor, page)
    assert str(event.participations.get().person) == "José Núñez"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04", "This file breaks off before its end"),
        (b"a" * 5_000_001, "The file is larger than 5 MB."),
    ],
)
def test_file_that_cannot_be_read_is_refused_beside_it(editor: Client, data: bytes, words: str) -> None:
    page = _check(editor, _address(make.make_event()), "", file=ContentFile(data, name="list.xlsx"))
    assert page.context["form"].errors["file"][0].startswith(words)


def test_unknown_columns_are_named(editor: Client) -> None:
    page = _check(editor, _address(make.make_event(), "participants"), LIST)
    assert "Left out, because no column is called so: Shoe size." in _words(page)


def test_markup_in_cells_stays_text(editor: Client) -> None:
    text = "Day\tTitle\tSpeakers\n18 Oct\t<script>x()</script>\t<b>Bo</b> Ek\n<i>\t\t\n"
    page = _check(editor, _address(make.make_event()), text)
    assert b"<script>x" not in page.content
    assert b"<b>Bo" not in page.content
    assert b"<i>" not in page.content


def test_long_list_shows_problems_first_and_counts_the_rest(editor: Client) -> None:
    rows = [f"Family{n:04}\tGiven{n:04}\tKenya" for n in range(500)] + ["Last\tOne\tNowhere"]
    text = "\n".join(["Family name\tGiven name\tCountry", *rows])
    page = _check(editor, _address(make.make_event(), "participants"), text)
    shown = [*page.context["needy"], *page.context["calm"]]
    assert (shown[0]["number"], len(shown), page.context["hidden"]) == (502, MOST_SHOWN + 1, 300)
    assert page.context["button"] == "Import 500 people"
    assert "300 more rows are not shown; they are counted above and written with the others." in _words(page)


def test_event_is_chosen_where_the_address_names_none(editor: Client) -> None:
    old, new = make.make_event(), make.make_event(starts_on="2015-03-01", ends_on="2015-03-02")
    page = editor.get(CHOOSE)
    offered = [str(value) for value, _ in page.context["form"].fields["event"].choices]
    assert offered == [str(new.pk), str(old.pk)]
    assert filled(page)["event"] == str(new.pk)
    checked = _check(editor, CHOOSE, LIST, event=old.pk)
    assert ImportRun.objects.get().event == old
    done = editor.post(_run_address(), filled(checked, _add="1"))
    assert done["Location"] == f"{reverse('admin:events_participation_changelist')}?event__id__exact={old.pk}"
    assert Participation.objects.get().event == old


def test_author_imports_into_an_own_draft_alone(author: Client) -> None:
    author_user = author.get("/admin/").wsgi_request.user
    theirs, mine = make.make_event(), make.make_event(live=False, author=author_user)
    assert [author.get(_address(event)).status_code for event in (theirs, mine)] == [403, 200]
    page = author.get(CHOOSE)
    assert list(page.context["form"].fields["event"].queryset) == [mine]
    forged = {**filled(page), "event": theirs.pk, "text": LIST, "_add": "1"}
    assert author.post(CHOOSE, forged).context["form"].errors["event"]
    assert Participation.objects.count() == 0


@pytest.mark.parametrize("page", ["programme", "participants"])
def test_imports_are_for_those_who_write(page: str, finance: Client, stranger: Client, editor: Client) -> None:
    event = make.make_event()
    assert finance.get(_address(event, page)).status_code == 403
    assert finance.post(_address(event, page), {"text": PROGRAMME, "_add": "1"}).status_code == 403
    assert stranger.get(_address(event, page)).status_code == 302
    assert editor.get(_address(event, page).replace(str(event.pk), "999")).status_code == 404
    assert finance.get(CHOOSE).status_code == 403
    assert Session.objects.count() + Participation.objects.count() == 0


def test_nobody_imports_where_there_is_no_event(editor: Client) -> None:
    assert editor.get(CHOOSE).status_code == 403
