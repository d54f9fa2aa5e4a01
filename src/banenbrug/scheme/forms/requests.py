"""What a hogeschool fills in of a request, step by step."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from banenbrug.scheme.forms.fields import NO_NAMES, text_field
from banenbrug.scheme.models import Request
from banenbrug.scheme.rules.support import PHASES, SUPPORT, Applicant, From, Support
from banenbrug.web.fields import HoursField

Ways = Sequence[tuple[Applicant, str]]
"""As what somebody can ask, with what it is called: msgids."""


class BeginForm(forms.Form):
    """As what somebody begins a request; several schemes on one page have each their own."""

    applicant = forms.ChoiceField(label=_("As what do you ask?"), widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, ways: Ways, scheme: str) -> None:
        super().__init__(data, auto_id=f"{scheme}-%s")
        _offer(self.fields["applicant"], ways)
        if len(ways) == 1:
            self.fields["applicant"].widget = forms.HiddenInput()
            self.initial["applicant"] = ways[0][0].value


class QuestionForm(forms.Form):
    """The question, the phase, and as what it is asked. Whoever goes on later may leave gaps."""

    question = text_field(_("What do you want help with?"), rows=7, help_text=NO_NAMES)
    phase = forms.ChoiceField(
        label=_("Where does your hogeschool stand?"),
        choices=[(phase.value, _(name)) for phase, name in PHASES.items()],
        widget=forms.RadioSelect,
    )
    applicant_role = forms.ChoiceField(label=_("As what do you ask?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, ways: Ways, is_whole: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        _offer(self.fields["applicant_role"], ways)
        for field in self.fields.values():
            field.required = is_whole

    @staticmethod
    def of(request: Request) -> dict[str, Any]:
        """What the form shows of a request that is there."""
        return {name: getattr(request, name) for name in QuestionForm.base_fields}


class WishForm(forms.Form):
    """Which support is wished, and for how many hours."""

    wishes = forms.MultipleChoiceField(
        label=_("Which support do you think of?"),
        help_text=_("You do not have to know yet. The adviser talks about it with you."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    hours_wished = HoursField(label=_("How many hours do you think you need?"))

    def __init__(self, *args: Any, request: Request, is_whole: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        scheme = request.scheme
        wishes, hours = self.fields["wishes"], self.fields["hours_wished"]
        assert isinstance(wishes, forms.MultipleChoiceField)
        kinds = [(kind, support) for kind, support in SUPPORT.items() if kind in scheme.kinds]
        wishes.choices = [(kind.value, _explained(support)) for kind, support in kinds]
        claims = scheme.claim_from == From.REQUEST
        hours.required = claims and is_whole
        hours.help_text = (
            gettext("These hours are set aside for you as soon as you submit the request.")
            if claims
            else gettext("A guess is enough. The plan says later how many hours it takes.")
        )

    @staticmethod
    def of(request: Request) -> dict[str, Any]:
        """What the form shows of a request that is there."""
        return {name: getattr(request, name) for name in WishForm.base_fields}


class ColleagueForm(forms.Form):
    """Who is asked to take part for a department."""

    name = forms.CharField(label=_("Name of your colleague"), max_length=120)
    email = forms.EmailField(
        label=_("Work address"), help_text=_("The letter with the personal link goes here.")
    )


def _offer(field: forms.Field, ways: Ways) -> None:
    assert isinstance(field, forms.ChoiceField)
    field.choices = [(way.value, gettext(name)) for way, name in ways]


def _explained(support: Support) -> SafeString:
    return format_html(
        '<span><b>{}</b><span class="bb-under">{}</span></span>',
        gettext(support.name),
        gettext(support.says),
    )
