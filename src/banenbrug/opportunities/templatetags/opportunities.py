"""Tags of the pages under Opportunities: `{% load opportunities %}`."""

from collections.abc import Mapping

from django import template
from django.utils.timezone import localtime

from banenbrug.foundation.formats import show_date
from banenbrug.opportunities.models import Signature
from banenbrug.opportunities.rules import Kind, Scale
from banenbrug.web.templatetags import bb
from banenbrug.web.words import active_language

register = template.Library()


@register.simple_tag
def kind_of(scale: Scale, category: str) -> Kind | None:
    """Return what a kind of work is worth on this scale."""
    return scale.kinds.get(category)


@register.inclusion_tag("web/hands.html")
def signed(procurement: Signature | None, hr: Signature | None) -> Mapping[str, object]:
    """Show which hands have signed, by whom and when."""
    return bb.hands(
        procurement=procurement is not None,
        hr=hr is not None,
        procurement_name=_name(procurement),
        hr_name=_name(hr),
    )


def _name(signature: Signature | None) -> str:
    if signature is None:
        return ""
    day = show_date(localtime(signature.signed_at).date(), active_language())
    return f"{signature.member.name}, {day}"
