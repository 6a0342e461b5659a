"""Makes the groups of the office's roles, with the rights that `unpog_portal/roles.py` gives them."""

from typing import Any

from django.core.management.base import BaseCommand

from unpog_portal.roles import apply_roles, beyond_roles


class Command(BaseCommand):
    """Running it again changes nothing; run it after each update of the portal."""

    help = "Makes the groups author, editor, finance and administrator, or gives them back exactly their rights."

    def handle(self, *args: Any, **options: Any) -> None:
        """Says what each role may, in numbers, and which accounts have rights that no role gives."""
        for role, group in apply_roles().items():
            self.stdout.write(f"{role}: {group.permissions.count()} rights")
        for name in beyond_roles():
            self.stdout.write(f"{name} has rights beyond a role: take them away, or accept them knowingly")
