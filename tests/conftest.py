"""The people of the tests, each with the rights of a role, and where the tools may leave their files."""

from collections.abc import Callable

import hypothesis
import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from hypothesis.configuration import set_hypothesis_home_dir

from tests.database_files import own_file as own_file  # noqa: PLC0414 - a fixture of several modules
from unpog_portal.roles import Role, apply_roles

set_hypothesis_home_dir(settings.VAR_DIR / "hypothesis")
hypothesis.settings.register_profile("portal", deadline=None, database=None)
hypothesis.settings.load_profile("portal")

SignIn = Callable[[str, Role], Client]


@pytest.fixture
def sign_in(db: None) -> SignIn:
    """Makes an account of a name and a role, and a browser in which it is signed in."""
    groups = apply_roles()

    def _sign_in(name: str, role: Role) -> Client:
        user = User.objects.create_user(name, is_staff=True)
        user.groups.add(groups[role])
        client = Client()
        client.force_login(user)
        return client

    return _sign_in


@pytest.fixture
def publisher(db: None) -> Client:
    """One who may do everything."""
    client = Client()
    client.force_login(User.objects.create_superuser("publisher"))
    return client


@pytest.fixture
def author(sign_in: SignIn) -> Client:
    """One who writes, and may not publish."""
    return sign_in("author", Role.AUTHOR)


@pytest.fixture
def editor(sign_in: SignIn) -> Client:
    """One who writes and publishes, and sees no money."""
    return sign_in("editor", Role.EDITOR)


@pytest.fixture
def finance(sign_in: SignIn) -> Client:
    """One who keeps the travel budget, and only reads the rest."""
    return sign_in("finance", Role.FINANCE)


@pytest.fixture
def administrator(sign_in: SignIn) -> Client:
    """One who may do everything that a role gives, the accounts among it."""
    return sign_in("administrator", Role.ADMINISTRATOR)


@pytest.fixture
def stranger(db: None) -> Client:
    """One of the public."""
    return Client()
