"""The three people of every view test, and where the tools may leave their files."""

import hypothesis
import pytest
from django.conf import settings
from django.contrib.auth.models import Permission, User
from django.test import Client
from hypothesis.configuration import set_hypothesis_home_dir

set_hypothesis_home_dir(settings.VAR_DIR / "hypothesis")
hypothesis.settings.register_profile("portal", deadline=None, database=None)
hypothesis.settings.load_profile("portal")


@pytest.fixture
def publisher(db: None) -> Client:
    """One who may do everything."""
    client = Client()
    client.force_login(User.objects.create_superuser("publisher"))
    return client


@pytest.fixture
def editor(db: None) -> Client:
    """One of the staff, who may see and change what the office wrote."""
    user = User.objects.create_user("editor", is_staff=True)
    apps = ("events", "evaluations", "reports")
    may = Permission.objects.filter(content_type__app_label__in=apps, codename__regex="^(view|change)_")
    user.user_permissions.set(may)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def stranger(db: None) -> Client:
    """One of the public."""
    return Client()
