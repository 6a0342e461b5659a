"""What is found while one types in the staff's forms, with what tells the results apart."""

from typing import Any

from django.contrib.admin.views.autocomplete import AutocompleteJsonView


class TellingResults(AutocompleteJsonView):
    """Lets the admin of a model say how an object reads among results, by a method `in_results`."""

    model_admin: Any

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, Any]:
        """One result."""
        telling = getattr(self.model_admin, "in_results", str)
        return super().serialize_result(obj, to_field_name) | {"text": telling(obj)}
