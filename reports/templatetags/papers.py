"""What templates of papers need to set names of many scripts side by side."""

import unicodedata

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def way(text: str) -> SafeString:
    """The attribute that says where a text begins: the first letter that has a direction decides."""
    kinds = (unicodedata.bidirectional(letter) for letter in str(text))
    first = next((kind for kind in kinds if kind in ("L", "R", "AL")), "L")
    return format_html(' dir="{}"', "ltr" if first == "L" else "rtl")
