"""What the page of components shows: sample values, and the code of each sample.

A sample is a file of `templates/web/samples/`; the page shows what it renders to and, beside it,
the file itself. The people and figures in it are made up.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from banenbrug.foundation import refusals
from banenbrug.foundation.refusals import N_
from banenbrug.web.fields import DateField, EuroField, HoursField
from banenbrug.web.parts import BarPart, BridgeStep, Chart, Series, View

FOLDER = Path(__file__).parent / "templates/web/samples"
GROUPS = (
    (
        N_("Doing and filling in"),
        (
            ("buttons", N_("Buttons")),
            ("greyed", N_("A button that cannot be used yet")),
            ("fields", N_("Form fields")),
            ("errors", N_("Errors at the top")),
            ("alerts", N_("Messages")),
            ("empty", N_("Empty list")),
            ("course", N_("Steps and progress")),
        ),
    ),
    (
        N_("Reading and understanding"),
        (
            ("today", N_("Next step and tasks")),
            ("bridge", N_("The bridge")),
            ("chain", N_("The chain")),
            ("hands", N_("Two hands")),
            ("badges", N_("States and moments")),
            ("facts", N_("Facts")),
            ("table", N_("Table")),
            ("list", N_("Views, filters and pages")),
            ("bulk", N_("Choosing several rows")),
            ("figure", N_("A figure that opens")),
            ("score", N_("Score and estimate")),
            ("bars", N_("Bars")),
            ("chart", N_("Chart")),
            ("paper", N_("Paper")),
            ("time", N_("Time line")),
        ),
    ),
)


@dataclass(frozen=True)
class Sample:
    """One component on the page: how it is called, how it looks, and its code."""

    name: str
    title: str
    shown: SafeString
    code: str


class SampleForm(forms.Form):
    """One field of every kind; sent empty it says what is missing."""

    title = forms.CharField(label=_("Name of the contract"))
    kvk = forms.CharField(
        label=_("KVK number"),
        required=False,
        min_length=8,
        widget=forms.TextInput(attrs={"data-width": "short"}),
    )
    end = DateField(label=_("End date"))
    yearly = EuroField(label=_("Value per year"))
    hours = HoursField(label=_("Hours a week"), required=False)
    kind = forms.ChoiceField(label=_("Kind of work"), choices=[("1", _("Cleaning"))])
    asks = forms.ChoiceField(
        label=_("Who asks?"),
        choices=[("hr", _("HR adviser")), ("buyer", _("Buyer"))],
        widget=forms.RadioSelect,
    )
    digest = forms.BooleanField(label=_("Send me an overview every Monday"), required=False)
    question = forms.CharField(
        label=_("Your question"),
        required=False,
        widget=forms.Textarea,
        help_text=_("Write no names of candidates and nothing about health."),
    )


def samples(request: HttpRequest) -> dict[str, object]:
    """Return the groups of samples, each rendered for this reader."""
    values = _values()
    return {
        "groups": [
            (gettext(group), [_sample(request, name, title, values) for name, title in parts])
            for group, parts in GROUPS
        ]
    }


def _sample(request: HttpRequest, name: str, title: str, values: dict[str, object]) -> Sample:
    shown = render_to_string(f"web/samples/{name}.html", values, request)
    code = (FOLDER / f"{name}.html").read_text(encoding="utf-8")
    return Sample(name, gettext(title), shown, code)


def _values() -> dict[str, object]:
    wrong = SampleForm({"no-end": "31-02-2027", "no-kvk": "1234567"}, prefix="no")
    return {
        "form": SampleForm(auto_id="sample_%s"),
        "wrong": wrong,
        "refusal": refusals.Refusal("sample", N_("Not yet: HR has not said yes. Ask Samira.")),
        "bridge_steps": _bridge(),
        "course_steps": [
            gettext("Question"),
            gettext("Procurement and HR"),
            gettext("Hours"),
            gettext("Send in"),
        ],
        "score_parts": [(25, 25), (12, 15), (25, 25), (12, 15), (8, 10), (10, 10)],
        "low": Decimal("1.3"),
        "high": Decimal("2.6"),
        "hours_bar": [
            BarPart(gettext("granted"), 228, "granted"),
            BarPart(gettext("requested"), 112, "requested"),
            BarPart(gettext("free"), 60, "free"),
        ],
        "import_bar": [
            BarPart(gettext("new"), 12, "new"),
            BarPart(gettext("changed"), 31, "changed"),
            BarPart(gettext("the same"), 166, "same"),
            BarPart(gettext("refused"), 5, "refused"),
        ],
        "hours_chart": hours_chart(),
        "few_views": _views(gettext("All"), gettext("With a clause")),
        "many_views": _views("2022", "2023", "2024", "2025", "2026"),
        "orders": [("name", gettext("Name")), ("-score", gettext("Chance, highest first"))],
        "page": Paginator(range(58), 8).page(2),
        "sort": "-hours",
    }


def hours_chart() -> Chart:
    """Return a year of a scheme, with nothing requested in two of its months."""
    months = [date(2026, month, 1) for month in range(1, 12)]
    return Chart(
        title=gettext("Hours per month in 2026"),
        under=gettext("at the end of each month, November until today"),
        finding=gettext(
            "In November 149 hours were worked, 79 were still to be worked and 112 requested,"
            " of 400 in total."
        ),
        head=gettext("End of"),
        categories=[date_format(month, "F") for month in months],
        short=[date_format(month, "b") for month in months],
        series=(
            Series(gettext("Worked"), "worked", (0, 2, 14, 30, 47, 70, 86, 90, 108, 131, 149)),
            Series(
                gettext("To be worked"),
                "granted",
                (0, 78, 90, 90, 113, 122, 146, 138, 120, 97, 79),
            ),
            Series(gettext("Requested"), "requested", (104, 40, 88, 72, 72, 40, 0, 0, 68, 68, 112)),
        ),
        limit=(gettext("400 hours in total"), 400),
    )


def _bridge() -> list[BridgeStep]:
    return [
        BridgeStep(gettext("Contract line"), "5%", "€ 3,240", "#bridge", is_complete=True),
        BridgeStep(gettext("Conversation"), "1", "12-05-2026", "#bridge", is_complete=True),
        BridgeStep(gettext("Commitment"), "1", gettext("confirmed"), "#bridge"),
        BridgeStep(gettext("Vacancy"), ""),
        BridgeStep(gettext("Placement"), ""),
        BridgeStep(gettext("Counted job"), ""),
    ]


def _views(*labels: str) -> list[View]:
    return [
        View(label, "#list", is_current=not place, count=46 * (place + 1))
        for place, label in enumerate(labels)
    ]
