"""The hidden key of a form that may be sent once: `{% load once %}{% form_key %}`."""

from secrets import token_urlsafe

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def form_key() -> SafeString:
    """Write a key that no other form has; the view of the form is decorated with `once`."""
    return format_html('<input type="hidden" name="form_key" value="{}">', token_urlsafe(18))
