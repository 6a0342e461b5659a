"""Who a name and a password belong to."""

import unicodedata
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import User
from django.http import HttpRequest


def plain(name: str) -> str:
    """A name as it is compared: however its letters were typed."""
    return unicodedata.normalize("NFKC", name).casefold().strip()


def find_account(name: str) -> User | None:
    """The account with this user name, or else the only one with this e-mail address."""
    for field in ("username", "email"):
        near = User.objects.filter(**{f"{field}__iexact": name.strip()}) if name.strip() else []
        # A database folds letters in its own way; two names are the same only if they are so here.
        found = [user for user in near if plain(getattr(user, field)) == plain(name)]
        if len(found) == 1:
            return found[0]
    return None


class NameBackend(ModelBackend):
    """Hashes exactly one password for each attempt, whether the account is there or not."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        email: str | None = None,
        **kwargs: Any,
    ) -> User | None:
        """The account of a user name or e-mail address, if the password is right and the account is in use."""
        name = username or email
        if not name or not password:
            return None
        user = find_account(name)
        if user is None:
            User().set_password(password)  # takes as long as for an account that is there
            return None
        return user if user.check_password(password) and self.user_can_authenticate(user) else None
