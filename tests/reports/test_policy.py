"""Who may see the edition that names travellers, and who may have the names printed."""

import pytest
from django.contrib.auth.models import AnonymousUser, Permission, User
from django.test import Client

from reports.models import Report
from reports.policy import may_see_internal_edition
from tests import factories as make
from tests.pages import filled

pytestmark = pytest.mark.django_db


def _user(*rights: str) -> User:
    user = User.objects.create_user("-".join(rights) or "nobody", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    return User.objects.get(pk=user.pk)


def test_internal_edition_is_for_those_who_may_see_reports_and_travel_lines() -> None:
    assert may_see_internal_edition(AnonymousUser()) is False
    assert may_see_internal_edition(_user("view_report")) is False
    assert may_see_internal_edition(_user("view_travelline")) is False
    assert may_see_internal_edition(_user("view_report", "view_travelline")) is True


@pytest.mark.parametrize(("rights", "printed"), [((), False), (("view_travelline",), True)])
def test_names_are_printed_only_by_who_may_see_them(client: Client, rights: tuple[str, ...], printed: bool) -> None:
    report = make.make_report(live=False)
    client.force_login(_user("view_report", "change_report", "publish_report", "view_event", *rights))
    address = f"/admin/reports/report/{report.pk}/change/"
    assert client.post(address, filled(client.get(address)) | {"names_travellers": "on"}).status_code == 302
    assert Report.objects.get(pk=report.pk).names_travellers is printed


@pytest.mark.pdf
@pytest.mark.parametrize(("rights", "status"), [(("view_report",), 403), (("view_report", "view_travelline"), 200)])
def test_internal_pdf_is_refused_to_others(
    client: Client, rights: tuple[str, ...], status: int, settings: pytest.FixtureRequest, tmp_path: object
) -> None:
    settings.VAR_DIR = tmp_path  # type: ignore[attr-defined]
    report = make.make_report(summary="<p>It went well.</p>")
    client.force_login(_user(*rights))
    assert client.get(f"/admin/reports/report/{report.pk}/internal.pdf").status_code == status
