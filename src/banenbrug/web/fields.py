"""Form fields that read what people write: Dutch dates, times, amounts and hours.

Each is one text field. What could be read is shown back in the notation of the active language;
what could not stays as it was typed, with a message that says how to mend it.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from banenbrug.foundation.formats import parse_date, show_date
from banenbrug.foundation.hours import format_hours, parse_hours
from banenbrug.foundation.money import parse_cents
from banenbrug.foundation.numbers import decimal_sign, show_number
from banenbrug.foundation.refusals import Unreadable
from banenbrug.web.words import active_language, say


class ReadField(forms.CharField):
    """A text field whose text has a meaning; subclasses say how to read it and show it."""

    width = "short"
    inputmode = "text"
    unit_before = ""
    unit_after: Any = ""

    def __init__(self, **options: Any) -> None:
        options.setdefault("empty_value", None)
        super().__init__(**options)

    def read(self, text: str) -> Any:
        """Return what `text` means; raises Unreadable."""
        raise NotImplementedError

    def show(self, value: Any) -> str:
        """Write a value so that `read` understands it, in the active language."""
        raise NotImplementedError

    def explain(self, unreadable: Unreadable) -> str:
        """Return what is wrong and how to mend it."""
        return say(unreadable.refusal)

    def to_python(self, value: Any) -> Any:
        """Read the text; nothing filled in is None."""
        text = super().to_python(value)
        if not text:
            return None
        try:
            return self.read(text)
        except Unreadable as unreadable:
            raise ValidationError(self.explain(unreadable), code=unreadable.code) from unreadable

    def prepare_value(self, value: Any) -> Any:
        """Show what was understood, and what was not as it was typed."""
        if isinstance(value, str):
            try:
                return self.show(self.read(value))
            except Unreadable:
                return value
        return None if value is None else self.show(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare meanings, not notations."""
        try:
            return bool(self.to_python(data) != initial)
        except ValidationError:
            return True

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Return the width and the keyboard that fit what is asked."""
        attrs = super().widget_attrs(widget)
        return {**attrs, "data-width": self.width, "inputmode": self.inputmode}


class DateField(ReadField):
    """A day, in figures or words; gives a `date`."""

    width = "date"

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("Day, month, year. For example 31-12-2027."))
        super().__init__(**options)

    def read(self, text: str) -> date:
        """Read `text`, day before month."""
        return parse_date(text)

    def show(self, value: date) -> str:
        """Write 31-12-2027, in both languages."""
        return show_date(value, active_language(), style="field")


class TimeField(forms.TimeField):
    """A time of day: 10.00 as the Dutch write it, 14:30, or the hour alone."""

    widget = forms.TimeInput(format="%H.%M", attrs={"data-width": "short"})
    input_formats = ("%H:%M", "%H.%M", "%H", "%H.%M uur", "%H:%M uur", "%H uur", "%Hu")
    default_error_messages = {"invalid": _("This is not a time. Write 10.00 or 14:30.")}

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("For example 10.00 or 14:30."))
        super().__init__(**options)


class EuroField(ReadField):
    """An amount in euros; gives whole cents."""

    width = "amount"
    inputmode = "decimal"
    unit_before = "€"

    def __init__(self, *, least: int | None = 0, **options: Any) -> None:
        """`least` is the smallest amount that is accepted, in cents; None accepts any."""
        self.least = least
        super().__init__(**options)

    def read(self, text: str) -> int:
        """Read `text`; where both notations fit, that of the active language decides."""
        return parse_cents(text, decimal_sign(active_language()))

    def show(self, value: int) -> str:
        """Write the amount without its sign; cents only where there are any."""
        amount = Decimal(value).scaleb(-2)
        return show_number(amount, active_language(), places=2 if value % 100 else 0)

    def explain(self, unreadable: Unreadable) -> str:
        """Speak of amounts where the reader of numbers speaks of numbers."""
        if unreadable.code != "not_a_number":
            return super().explain(unreadable)
        message = gettext("“%(text)s” is not an amount. Write 45000 or 45,000.00.")
        return message % {"text": unreadable.text}

    def validate(self, value: int | None) -> None:
        """Refuse an amount below `least`."""
        super().validate(value)
        if value is not None and self.least is not None and value < self.least:
            message = gettext("Write an amount of at least € %(amount)s.")
            raise ValidationError(message % {"amount": self.show(self.least)}, code="too_low")


class HoursField(ReadField):
    """A number of hours, not below zero; gives an exact `Decimal`."""

    inputmode = "decimal"
    unit_after = _("hours")

    def read(self, text: str) -> Decimal:
        """Read `text`; where both notations fit, that of the active language decides."""
        return parse_hours(text, decimal_sign(active_language()))

    def show(self, value: Decimal) -> str:
        """Write the hours without their unit."""
        return format_hours(value, active_language())

    def validate(self, value: Decimal | None) -> None:
        """Refuse fewer than no hours."""
        super().validate(value)
        if value is not None and value < 0:
            raise ValidationError(gettext("Hours cannot be below 0."), code="too_low")
