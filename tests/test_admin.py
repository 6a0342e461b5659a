"""Every list and form of the admin answers, to the right people, with a steady number of queries and nothing inline."""

import re
from collections.abc import Callable
from datetime import date
from functools import reduce
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from events.models import (
    Abbreviation,
    AuditEntry,
    DeductionRule,
    DsaRate,
    Limit,
    OldAddress,
    OrganizationAlias,
    PreviewLink,
    Series,
    TerminalRate,
    WorkingCopy,
)
from tests import factories as make
from tests.pages import complaints, filled

# Data and import maps run nothing; an import map has the policy's nonce.
INLINE = re.compile(
    rb"<style|<script(?![^>]*\ssrc=)(?![^>]* type=\"application/json\")(?![^>]* type=\"importmap\" nonce=)"
    rb"|\son\w+=|\sstyle=|javascript:"
)


def _series() -> Series:
    number = Series.objects.count() + 1
    return Series.objects.create(name=f"Series {number}", slug=f"series-{number}")


def _abbreviation() -> Abbreviation:
    return Abbreviation.objects.create(short=f"ICT{Abbreviation.objects.count()}", meaning="technology")


def _alias() -> OrganizationAlias:
    organization = make.make_organization(parent=make.make_organization())
    return organization.aliases.create(name=f"Also {organization.name}")


def _dsa_rate() -> DsaRate:
    day = date(2012, 1, DsaRate.objects.count() + 1)
    return DsaRate.objects.create(place="Seoul", effective_from=day, first_60_days=409, source="ICSC")


def _terminal_rate() -> TerminalRate:
    day = date(2012, 1, TerminalRate.objects.count() + 1)
    return TerminalRate.objects.create(place="Seoul", effective_from=day, amount=38, source="ICSC")


def _line() -> Any:
    rate = {"dsa_rate": _dsa_rate(), "dsa_days": 4}
    return make.make_travel_line(organization=make.make_organization(), legs={"Seoul": (2, 38)}, **rate)


def _participation() -> Any:
    return make.make_participation(organization=make.make_organization(), country="KR")


def _part() -> Any:
    group = make.make_headcount()
    return make.make_headcount(event=group.event, role="minister", count=3, is_subset=True, parent=group)


def _presentation() -> Any:
    session = make.make_session(track=make.make_track())
    return make.make_presentation(session=session, organization=make.make_organization())


def _question() -> Any:
    return make.make_question(tallies={"excellent": 29, "good": 34, "poor": None})


def _choice() -> Any:
    return _question().choices.first()


def _legs() -> Any:
    return _line().legs.get()


def _deduction_rule() -> DeductionRule:
    return make.make_deduction_rule(effective_from=date(2012, 1, DeductionRule.objects.count() + 1))


def _deduction() -> Any:
    return make.make_deduction(line=_line(), rule=_deduction_rule())


def _other_cost() -> Any:
    return make.make_other_cost(supplier=make.make_organization(), funding_source=make.make_funding_source())


MADE_BY: dict[str, Callable[[], Any]] = {
    "evaluations.choice": _choice,
    "evaluations.openanswer": make.make_open_answer,
    "evaluations.question": _question,
    "evaluations.group": make.make_group,
    "evaluations.scale": make.make_scale,
    "evaluations.survey": lambda: _question().survey,
    "evaluations.tally": lambda: _choice().tally,
    "evaluations.template": make.make_template,
    "evaluations.theme": make.make_theme,
    "events.abbreviation": _abbreviation,
    "events.budget": make.make_budget,
    "events.deductionrule": _deduction_rule,
    "events.dsadeduction": _deduction,
    "events.dsarate": _dsa_rate,
    "events.fundingsource": make.make_funding_source,
    "events.othercost": _other_cost,
    "events.registrationform": make.make_registration_form,
    "events.event": make.make_event,
    "events.headcount": _part,
    "events.host": make.make_host,
    "events.material": make.make_material,
    "events.organization": make.make_organization,
    "events.organizationalias": _alias,
    "events.outcome": make.make_outcome,
    "events.participation": _participation,
    "events.person": lambda: make.make_person(organization=make.make_organization(), country="KR"),
    "events.photo": make.make_photo,
    "events.picture": lambda: make.make_picture(taken_at=make.make_event()),
    "events.post": lambda: make.make_post(event=make.make_event()),
    "events.postattachment": make.make_post_attachment,
    "events.postlink": make.make_post_link,
    "events.presentation": _presentation,
    "events.series": _series,
    "events.session": lambda: make.make_session(track=make.make_track()),
    "events.terminallegs": _legs,
    "events.terminalrate": _terminal_rate,
    "events.track": make.make_track,
    "events.travelline": _line,
    "reports.report": make.make_report,
    "reports.reportsection": lambda: make.make_section(heading="At a glance"),
}


def _old_address() -> OldAddress:
    number = OldAddress.objects.count() + 1
    return OldAddress.objects.create(item=make.make_post(), language="en", slug=f"old-{number}")


def _preview_link() -> PreviewLink:
    return PreviewLink.objects.create(item=make.make_post(), note="For the host", expires_at=timezone.now())


def _limit() -> Limit:
    return Limit.objects.create(key=f"sign-in {Limit.objects.count()}", resets_at=timezone.now())


# What the portal writes by itself, and the staff only look through.
LOOKED_AT: dict[str, Callable[[], Any]] = {
    "evaluations.answer": make.make_answer,
    "evaluations.grouptally": make.make_group_tally,
    "evaluations.invitation": make.make_invitation,
    "evaluations.letter": make.make_letter,
    "evaluations.mailing": make.make_mailing,
    "evaluations.paperform": make.make_paper_form,
    "events.auditentry": lambda: AuditEntry.record(AuditEntry.Action.PUBLISHED, item=make.make_post()),
    "events.importrun": make.make_import_run,
    "events.limit": _limit,
    "events.message": make.make_message,
    "events.registration": make.make_registration,
    "events.oldaddress": _old_address,
    "events.previewlink": _preview_link,
    "events.workingcopy": lambda: WorkingCopy.objects.create(item=make.make_event()),
}
EVERY = MADE_BY | LOOKED_AT


# Models that judge a row as a whole, and so must also cope with half a row.
JUDGED = [
    "evaluations.question",
    "evaluations.survey",
    "evaluations.tally",
    "events.headcount",
    "events.photo",
    "events.session",
    "events.terminallegs",
    "events.travelline",
]


def _addresses(row: Model) -> list[str]:
    name = f"admin:{row._meta.app_label}_{row._meta.model_name}"
    return [
        reverse(f"{name}_changelist"),
        reverse(f"{name}_add"),
        *(reverse(f"{name}_{page}", args=[row.pk]) for page in ("change", "history", "delete")),
    ]


def _list(label: str) -> str:
    return reverse(f"admin:{label.replace('.', '_')}_changelist")


def test_pages_are_tried_for_every_model() -> None:
    models = [model for app in ("events", "evaluations", "reports") for model in apps.get_app_config(app).get_models()]
    own = [model._meta.label_lower for model in models if not hasattr(model, "history_object")]
    assert sorted(EVERY) == sorted(own)


@pytest.mark.parametrize("label", MADE_BY)
def test_pages_answer_a_publisher_with_nothing_inline(label: str, publisher: Client) -> None:
    for address in _addresses(MADE_BY[label]()):
        answer = publisher.get(address)
        assert (address, answer.status_code) == (address, 200)
        assert INLINE.findall(answer.content) == []


@pytest.mark.parametrize("label", LOOKED_AT)
def test_pages_of_records_are_there_to_be_looked_at(label: str, publisher: Client) -> None:
    seen, _, change, history, _ = _addresses(LOOKED_AT[label]())
    for address in (seen, change, history):
        answer = publisher.get(address)
        assert (address, answer.status_code) == (address, 200)
        assert INLINE.findall(answer.content) == []


@pytest.mark.parametrize("label", EVERY)
def test_pages_send_a_stranger_to_the_login(label: str, stranger: Client) -> None:
    for address in _addresses(EVERY[label]()):
        for answer in (stranger.get(address), stranger.post(address)):
            assert (answer.status_code, answer["Location"]) == (302, f"{reverse('admin:login')}?next={address}")


@pytest.mark.parametrize("label", MADE_BY)
def test_search_finds_what_is_there_and_nothing_else(label: str, publisher: Client) -> None:
    row = MADE_BY[label]()
    fields = admin.site.get_model_admin(type(row)).search_fields
    words = str(reduce(getattr, fields[0].split("__"), row))
    found = [publisher.get(_list(label), {"q": query}).context["cl"] for query in (words, "zebra crossing")]
    assert row in found[0].result_list
    assert found[1].result_count == 0


@pytest.mark.parametrize("label", EVERY)
def test_list_asks_as_many_queries_for_three_rows_as_for_one(label: str, publisher: Client) -> None:
    counts = []
    for more in (1, 2):
        for _ in range(more):
            EVERY[label]()
        with CaptureQueriesContext(connection) as queries:
            assert publisher.get(_list(label)).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("label", MADE_BY)
def test_every_link_to_a_searchable_model_is_searched(label: str) -> None:
    model = apps.get_model(label)
    chosen = [field for field in model._meta.concrete_fields if field.editable]
    links = {field.name for field in chosen if field.many_to_one or field.one_to_one}
    assert links - set(admin.site.get_model_admin(model).autocomplete_fields) == set()


@pytest.mark.parametrize("label", JUDGED)
def test_forms_that_are_sent_empty_say_what_is_missing(label: str, publisher: Client) -> None:
    address = _addresses(MADE_BY[label]())[1]
    form = filled(publisher.get(address))
    emptied = {name: value if name.endswith("_FORMS") else "" for name, value in form.items()}
    answer = publisher.post(address, emptied)
    assert answer.status_code == 200
    assert ["This field is required."] in complaints(answer).values()
