"""What is found while one types in the staff's forms, with what tells the results apart."""

from typing import Any

from django.contrib.admin.views.autocomplete import AutocompleteJsonView


class TellingResults(AutocompleteJsonView):
    """Lets the admin of a model say how an object reads among results, by a method `in_results`.

    What a method `with_results` gives goes along, for the scripts of a form.
    """

    model_admin: Any

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, Any]:
        """One result."""
        telling = getattr(self.model_admin, "in_results", str)
        more: Any = getattr(self.model_admin, "with_results", None)
        found = super().serialize_result(obj, to_field_name) | {"text": telling(obj)}
        return found | more(obj) if more else found
