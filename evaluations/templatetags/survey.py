"""What a survey's form shows above its fields when something is wrong with them."""

from typing import Any

from django.template import Library

from evaluations.forms.survey import SurveyForm

register = Library()


@register.inclusion_tag("evaluations/survey/_errors.html")
def error_summary(form: SurveyForm, notice: str = "") -> dict[str, Any]:
    """All errors, each with the id of the control that it is about; `notice` is said before them."""
    of_fields = [(form.box(name), errors) for name, errors in form.errors.items() if name in form.fields]
    of_form = [*([notice] if notice else []), *form.non_field_errors()]
    found = [(message, form.first_control) for message in of_form]
    found += [(message, field.first_control) for field, errors in of_fields for message in errors]
    return {"words": form.words, "errors": found}
