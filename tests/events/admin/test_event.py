"""The page of an event: all its rows in one form, and messages beside the fields."""

from django.test import Client
from django.urls import reverse

from events.models import Event
from tests import factories as make
from tests.pages import complaints, filled

ADD = "admin:events_event_add"


def _page(event: Event) -> str:
    return reverse("admin:events_event_change", args=[event.pk])


def test_event_is_added_with_what_a_person_types(publisher: Client) -> None:
    typed = {
        "title": "Global e-Government Forum 2012",
        "kind": "forum",
        "starts_on": "2012-10-18",
        "ends_on": "2012-10-19",
        "city": "Seoul",
        "country": "KR",
        "slug": "forum",
    }
    answer = publisher.post(reverse(ADD), filled(publisher.get(reverse(ADD)), **typed))
    assert answer.status_code == 302
    event = Event.objects.get()
    assert (event.title, event.live) == (typed["title"], False)
    rows = {
        "outcomes-TOTAL_FORMS": 1,
        "outcomes-0-position": 1,
        "outcomes-0-text": "<p>Agreed.</p><script>x()</script>",
    }
    assert publisher.post(_page(event), filled(publisher.get(_page(event)), **rows)).status_code == 302
    assert event.outcomes.get().text == "<p>Agreed.</p>"


def test_event_sent_back_as_it_is_changes_nothing(editor: Client) -> None:
    event = make.make_event(lead="<p>{participants} people</p>")
    group = make.make_headcount(event=event)
    rows = [
        make.make_headcount(event=event, role="minister", count=3, is_subset=True, parent=group),
        make.make_session(event=event, track=make.make_track(event=event)),
        make.make_material(event=event),
        make.make_photo(event=event),
        make.make_host(event=event),
        make.make_outcome(event=event),
    ]
    before = [type(row).objects.filter(pk=row.pk).values().get() for row in rows]
    assert editor.post(_page(event), filled(editor.get(_page(event)))).status_code == 302
    assert [type(row).objects.filter(pk=row.pk).values().get() for row in rows] == before


def test_event_that_ends_too_early_is_refused_beside_the_day(editor: Client) -> None:
    event = make.make_event()
    answer = editor.post(_page(event), filled(editor.get(_page(event)), ends_on="2012-10-17", currency="usd"))
    assert complaints(answer) == {
        "ends_on": ["The event ends before it starts."],
        "currency": ["Give the currency as a code of three capital letters, such as USD."],
    }


def test_event_in_a_language_that_is_taken_is_refused_beside_it(editor: Client) -> None:
    event = make.make_event()
    korean = make.make_event(language="ko", translation_key=event.translation_key)
    answer = editor.post(_page(korean), filled(editor.get(_page(korean)), language="en"))
    assert list(complaints(answer)) == ["language"]


def test_headcount_row_larger_than_its_group_is_refused_beside_the_number(editor: Client) -> None:
    event = make.make_event()
    group = make.make_headcount(event=event, count=217)
    make.make_headcount(event=event, role="minister", count=19, is_subset=True, parent=group)
    answer = editor.post(_page(event), filled(editor.get(_page(event)), **{"headcounts-1-count": 218}))
    assert complaints(answer) == {"headcounts-1-count": ["A part cannot be larger than the group it is inside."]}


def test_rows_offer_only_what_belongs_to_the_event(editor: Client) -> None:
    event = make.make_event()
    own = make.make_track(event=event)
    make.make_session(event=event)
    other = make.make_track()
    rows = {item.formset.prefix: item.formset for item in editor.get(_page(event)).context["inline_admin_formsets"]}
    assert list(rows["sessions"].forms[0].fields["track"].queryset) == [own]
    answer = editor.post(_page(event), filled(editor.get(_page(event)), **{"sessions-0-track": other.pk}))
    assert list(complaints(answer)) == ["sessions-0-track"]


def test_photo_row_without_words_is_refused_beside_them(publisher: Client) -> None:
    event = make.make_event()
    picture = make.make_picture()
    typed = {"photos-TOTAL_FORMS": 1, "photos-0-position": 1, "photos-0-picture": picture.pk}
    answer = publisher.post(_page(event), filled(publisher.get(_page(event)), **typed))
    assert list(complaints(answer)) == ["photos-0-alternative_text"]


def test_event_links_to_its_long_lists(publisher: Client) -> None:
    event = make.make_event()
    mine = make.make_travel_line(event=event)
    make.make_travel_line()
    address = f"{reverse('admin:events_travelline_changelist')}?event__id__exact={event.pk}"
    assert f'href="{address}"'.encode() in publisher.get(_page(event)).content
    assert list(publisher.get(address).context["cl"].result_list) == [mine]
