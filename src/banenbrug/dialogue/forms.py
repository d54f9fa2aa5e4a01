"""What people fill in about conversations and commitments."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from banenbrug.dialogue.models import Conversation
from banenbrug.dialogue.queries import Talk
from banenbrug.dialogue.rules import BASIS_NAMES, KIND_NAMES, MOODS, Seat, Side
from banenbrug.dialogue.sharing import suspicion
from banenbrug.foundation.numbers import decimal_sign, parse_number, show_number
from banenbrug.organisations.models import Membership
from banenbrug.organisations.roles import Hand
from banenbrug.web.fields import DateField, ReadField, TimeField
from banenbrug.web.words import active_language


class CountField(ReadField):
    """A number of places above zero; gives a `Decimal` with at most two decimals."""

    inputmode = "decimal"

    def read(self, text: str) -> Decimal:
        """Read `text`; where both notations fit, that of the active language decides."""
        return parse_number(text, decimal_sign(active_language()))

    def show(self, value: Decimal) -> str:
        """Write the number without closing zeros."""
        return show_number(value.normalize(), active_language())

    def validate(self, value: Decimal | None) -> None:
        """Refuse what does not fit: zero, ten thousand, a third decimal."""
        super().validate(value)
        if value is not None and not (0 < value < 10_000 and value == round(value, 2)):
            message = gettext("Write a number above 0, with at most two decimals.")
            raise forms.ValidationError(message, code="not_a_count")


class WhenForm(forms.Form):
    """When and where a conversation is."""

    planned_on = DateField(label=_("Day"))
    planned_time = TimeField(label=_("Time"))
    place = forms.CharField(
        label=_("Place"),
        max_length=120,
        required=False,
        help_text=_("A building and a room, or a link to a video call."),
    )

    @property
    def planned_at(self) -> datetime:
        """The moment that was filled in, on the clocks of the Netherlands."""
        day, time = self.cleaned_data["planned_on"], self.cleaned_data["planned_time"]
        return timezone.make_aware(datetime.combine(day, time))

    @staticmethod
    def moment_of(conversation: Conversation) -> dict[str, Any]:
        """What the form shows for a conversation that is there."""
        local = conversation.planned_at.astimezone(timezone.get_current_timezone())
        return {
            "planned_on": local.date(),
            "planned_time": local.time(),
            "place": conversation.place,
        }


class _Ticks(forms.TypedMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options: Any) -> None:
        super().__init__(coerce=int, required=False, **options)


class ParticipantsForm(forms.Form):
    """Who sits at the table: procurement, HR, others of the school, a role at the supplier."""

    procurement = _Ticks(label=_("For procurement"))
    hr = _Ticks(label=_("For HR"))
    other = _Ticks(label=_("Others"))
    supplier_role = forms.CharField(
        label=_("At the supplier"),
        max_length=80,
        required=False,
        help_text=_("A role, for example account manager. Do not write a name."),
    )

    def __init__(self, *args: Any, people: Sequence[Membership], **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = {person.pk: person for person in people}
        self._offer(Seat.PROCUREMENT, [p for p in people if Hand.PROCUREMENT in p.hands])
        self._offer(Seat.HR, [p for p in people if Hand.HR in p.hands])
        self._offer(Seat.OTHER, [p for p in people if not p.hands])

    def _offer(self, seat: Seat, people: Iterable[Membership]) -> None:
        field = self.fields[seat.value]
        assert isinstance(field, _Ticks)
        field.choices = [(person.pk, person.name) for person in people]
        if not field.choices:
            field.help_text = _("Nobody has this role yet. The keyholder can give it.")

    def clean(self) -> dict[str, Any]:
        """Nobody sits at both sides of the table of the school."""
        twice = set(self._ticked(Seat.PROCUREMENT)) & set(self._ticked(Seat.HR))
        for pk in twice:
            message = gettext("%(name)s is ticked at procurement too. Choose one of the two.")
            self.add_error("hr", message % {"name": self.people[pk].name})
        return self.cleaned_data

    @property
    def seats(self) -> dict[int, Seat]:
        """The seat of each one ticked, by the pk of the membership."""
        chairs = (Seat.PROCUREMENT, Seat.HR, Seat.OTHER)
        return {pk: seat for seat in chairs for pk in self._ticked(seat)}

    @property
    def members(self) -> list[Membership]:
        """Who is ticked."""
        return [self.people[pk] for pk in self.seats]

    @property
    def hands(self) -> dict[str, str]:
        """The names per department as they are ticked now, for the sign of the two hands."""
        return {
            seat.value: ", ".join(
                self.people[int(pk)].name
                for pk in self[seat.value].value() or ()
                if str(pk).isdecimal() and int(pk) in self.people
            )
            for seat in (Seat.PROCUREMENT, Seat.HR)
        }

    @staticmethod
    def table_of(talk: Talk) -> dict[str, Any]:
        """What the form shows for a table that is set."""
        filled: dict[str, Any] = {seat.value: [] for seat in Seat}
        for person in talk.people:
            if person.member_id is None:
                filled["supplier_role"] = person.name
            else:
                filled[person.seat.value].append(person.member_id)
        return filled

    def _ticked(self, seat: Seat) -> list[int]:
        ticked: list[int] = self.cleaned_data.get(seat.value, [])
        return ticked


class PlanForm(ParticipantsForm, WhenForm):
    """A new conversation: when, where and with whom."""


class FreeTextForm(forms.Form):
    """A form with free text: a word that may be about somebody's health is asked about once.

    It is a warning, not a ban: the second time, with the box ticked, the text is kept.
    """

    free_text: tuple[str, ...] = ()
    checked = forms.BooleanField(
        label=_("I have checked it: this is not about the health of a person"), required=False
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if not self.asks_to_check:
            del self.fields["checked"]

    def clean(self) -> dict[str, Any]:
        """Ask to look again at a text that may be about health."""
        checked = self.cleaned_data.pop("checked", False)
        for name in self.free_text:
            word = suspicion(self.cleaned_data.get(name, ""))
            if word and not checked:
                message = gettext(
                    "“%(word)s” may be about the health of a person. Take it out, or tick the box."
                )
                self.add_error(name, message % {"word": word})
        return self.cleaned_data

    @property
    def asks_to_check(self) -> bool:
        """Whether the box is shown: only when there was a suspicion."""
        texts = (self.data.get(name, "") for name in self.free_text)
        return self.is_bound and any(suspicion(text) for text in texts)


NO_NAMES = _("Do not write names of candidates and nothing about health.")


class MinutesForm(FreeTextForm):
    """What was said and how it went: a part for both parties, and a part for the school alone."""

    free_text = ("shared", "minutes")
    held_on = DateField(label=_("Held on"))
    shared = forms.CharField(
        label=_("What was discussed?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=NO_NAMES,
    )
    minutes = forms.CharField(
        label=_("Note"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=NO_NAMES,
    )
    mood = forms.TypedChoiceField(
        label=_("How was the mood?"),
        choices=[(str(mood), _(words)) for mood, words in MOODS.items()],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )

    def clean(self) -> dict[str, Any]:
        """A talk of which nothing is written down leaves nothing behind."""
        filled = super().clean()
        if not (filled.get("shared", "x") or filled.get("minutes", "x")):
            self.add_error("shared", gettext("Write what was discussed."))
        return filled


class SharedForm(FreeTextForm):
    """The part of the minutes that the supplier will read, until it is shared."""

    free_text = ("shared",)
    shared = forms.CharField(
        label=_("What was discussed?"),
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=NO_NAMES,
    )


class CommitmentForm(FreeTextForm):
    """Who does what, how many, by when, and how firm that is."""

    free_text = ("what",)
    what = forms.CharField(
        label=_("What is agreed?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The supplier reads this sentence. No names, nothing about health."),
    )
    side = forms.ChoiceField(label=_("Who does it?"), widget=forms.RadioSelect)
    kind = forms.ChoiceField(
        label=_("What is it about?"),
        choices=[(kind.value, _(name)) for kind, name in KIND_NAMES.items()],
        widget=forms.RadioSelect,
    )
    number = CountField(
        label=_("How many?"), required=False, help_text=_("For example 2 jobs, or 0.5.")
    )
    due = DateField(label=_("By when?"))
    is_firm = forms.TypedChoiceField(
        label=_("How firm is it?"),
        choices=[
            ("firm", _("Firm: it will be there on that day")),
            ("effort", _("Effort: they do what they can")),
        ],
        coerce=lambda chosen: chosen == "firm",
        widget=forms.RadioSelect,
    )
    basis = forms.ChoiceField(
        label=_("What does it rest on?"),
        choices=[(basis.value, _(name)) for basis, name in BASIS_NAMES.items()],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, supplier: str, **options: Any) -> None:
        super().__init__(*args, **options)
        side = self.fields["side"]
        assert isinstance(side, forms.ChoiceField)
        side.choices = [(Side.SUPPLIER.value, supplier), (Side.SCHOOL.value, gettext("We do"))]
