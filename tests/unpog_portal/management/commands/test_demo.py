"""The accounts of the demo: made once, each with one role and nothing beyond it."""

import pytest
from django.contrib.auth.models import User

from unpog_portal.management.commands.demo import Command
from unpog_portal.roles import beyond_roles

pytestmark = pytest.mark.django_db


def test_accounts_are_made_once_each_with_its_role(capsys: pytest.CaptureFixture[str]) -> None:
    Command()._make_accounts()
    said = capsys.readouterr().out
    found = {user.username: [group.name for group in user.groups.all()] for user in User.objects.all()}
    assert found == {"alice": ["administrator"], "bob": ["editor"], "chung": ["finance"], "dalia": ["author"]}
    assert said.count("shown this once") == 4
    assert not User.objects.filter(is_superuser=True).exists()
    assert beyond_roles() == []
    Command()._make_accounts()
    assert capsys.readouterr().out == ""
