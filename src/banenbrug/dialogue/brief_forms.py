"""What people fill in before a conversation: the brief, and the letter to the supplier."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from banenbrug.dialogue.brief import QUESTIONS, Texts
from banenbrug.dialogue.forms import NO_NAMES, FreeTextForm
from banenbrug.dialogue.models import Preparation


class PreparationForm(FreeTextForm):
    """The three blocks of the brief that people write."""

    free_text = ("room", "questions", "offer")
    room = forms.CharField(
        label=_("What fits in this contract?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example other tasks, other hours or another building."),
    )
    questions = forms.CharField(
        label=_("One question on a line"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=NO_NAMES,
    )
    offer = forms.CharField(
        label=_("Our offer to the supplier"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Think of guidance, space, extra work or a fair price."),
    )

    @staticmethod
    def shown_for(preparation: Preparation, *questions: str) -> dict[str, Any]:
        """What the form shows: what is written, else suggested questions, `questions` first."""
        suggested = [*questions, *(gettext(question) for question in QUESTIONS)]
        return {
            "room": preparation.room,
            "questions": preparation.questions or "\n".join(suggested),
            "offer": preparation.offer,
        }

    @property
    def texts(self) -> Texts:
        """The three blocks as they were filled in."""
        return Texts(*(self.cleaned_data[name].replace("\r\n", "\n") for name in self.free_text))


class InvitationForm(FreeTextForm):
    """The letter to the supplier."""

    free_text = ("text",)
    text = forms.CharField(
        label=_("What the letter says"),
        widget=forms.Textarea(attrs={"rows": 9}),
        help_text=_("Day, time and place are added by themselves."),
    )
