"""What people fill in about opportunities: filters of the list, weights, kinds of work."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from banenbrug.contracts.categories import CATEGORIES, Category
from banenbrug.opportunities.bands import BEST, MOST_WEIGHT, PART_NAMES, Part
from banenbrug.opportunities.rules import KINDS, Kind
from banenbrug.web.fields import EuroField

_LEAST_COST = 1_000_00
_MOST_COST = 500_000_00
_MOST_PLACES = 200


class FilterForm(forms.Form):
    """Which opportunities somebody wants to see; all of it stands in the address."""

    category = forms.ChoiceField(label=_("Kind of work"), required=False)
    clause = forms.ChoiceField(
        label=_("Social clause"),
        required=False,
        choices=[("", _("With and without")), ("yes", _("With a clause")), ("no", _("Without"))],
    )
    region = forms.ChoiceField(
        label=_("Region"),
        required=False,
        choices=[
            ("", _("All places")),
            ("near", _("In our region")),
            ("far", _("Elsewhere")),
            ("unknown", _("Not known")),
        ],
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        kinds = sorted((gettext(each.name), each.code) for each in CATEGORIES)
        field: Any = self.fields["category"]
        field.choices = [
            ("", _("All kinds")),
            *((code, name) for name, code in kinds),
            ("none", _("Not known")),
        ]


class CompareForm(forms.Form):
    """Which two contracts stand side by side; both stand in the address."""

    first = forms.ChoiceField(label=_("First contract"))
    second = forms.ChoiceField(label=_("Second contract"))

    def __init__(self, *args: Any, offered: Sequence[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        for name in self.fields:
            field: Any = self.fields[name]
            field.choices = offered


class WeightsForm(forms.Form):
    """What counts, and how much; and the assumptions under the range of jobs."""

    labour_cost = EuroField(
        label=_("A full-time year of work costs"),
        least=_LEAST_COST,
        help_text=_("In euros, with everything that the employer pays."),
    )
    suitable_low = forms.IntegerField(
        label=_("At least this share of the work fits"),
        min_value=0,
        max_value=100,
        help_text=_("Per cent of the work that fits people who are far from work."),
    )
    suitable_high = forms.IntegerField(
        label=_("At most this share of the work fits"), min_value=0, max_value=100
    )
    places = forms.CharField(
        label=_("Places in your region"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("The places of your labour market region, one on a line."),
    )

    def __init__(self, *args: Any, shares: Mapping[Part, int], **options: Any) -> None:
        super().__init__(*args, **options)
        for part, share in shares.items():
            self.fields[part.value] = forms.IntegerField(
                label=gettext(PART_NAMES[part]),
                min_value=0,
                max_value=MOST_WEIGHT,
                help_text=gettext("0 to %(most)s. Now this gives %(share)s of the 100 points.")
                % {"most": MOST_WEIGHT, "share": share},
                widget=forms.NumberInput(attrs={"data-width": "short"}),
            )
        for name in ("suitable_low", "suitable_high"):
            self.fields[name].widget.attrs["data-width"] = "short"

    @property
    def weights(self) -> Iterator[forms.BoundField]:
        """The six weights, in the order of the score."""
        return (self[part.value] for part in Part)

    def clean_labour_cost(self) -> int:
        """Keep the amount within what a year of work can cost."""
        cents: int = self.cleaned_data["labour_cost"]
        if cents > _MOST_COST:
            raise forms.ValidationError(gettext("This is too much for one year of work."))
        return cents

    def clean_places(self) -> list[str]:
        """One place on a line, each once, in the order in which they were written."""
        lines = (line.strip(" ,;\t") for line in self.cleaned_data["places"].splitlines())
        places = list(dict.fromkeys(line for line in lines if line))
        if len(places) > _MOST_PLACES or any(len(place) > 80 for place in places):
            raise forms.ValidationError(
                gettext("Write at most %(most)s places, one on a line.") % {"most": _MOST_PLACES}
            )
        return places

    def clean(self) -> dict[str, Any]:
        """Something must count, and the least share is not above the most."""
        values = self.cleaned_data
        if all(values.get(part.value) == 0 for part in Part):
            self.add_error(None, gettext("Give at least one part a weight above 0."))
        low, high = values.get("suitable_low"), values.get("suitable_high")
        if low is not None and high is not None and low > high:
            self.add_error("suitable_high", gettext("This is less than the smallest share."))
        return values


class CategoriesForm(forms.Form):
    """What each kind of work is worth: a score, and the least and most share of labour."""

    def __init__(self, *args: Any, kinds: Mapping[str, Kind], **options: Any) -> None:
        super().__init__(*args, **options)
        self._kinds = kinds
        for each in CATEGORIES:
            kind, name = kinds[each.code], gettext(each.name)
            said = (
                ("score", kind.score, BEST, gettext("%(category)s: score from 0 to 5")),
                ("low", kind.labour_low, 100, gettext("%(category)s: least share of labour")),
                ("high", kind.labour_high, 100, gettext("%(category)s: most share of labour")),
            )
            for field, value, most, label in said:
                spoken = label % {"category": name}
                self.fields[f"{field}_{each.code}"] = forms.IntegerField(
                    label=spoken,
                    initial=value,
                    min_value=0,
                    max_value=most,
                    widget=forms.NumberInput(attrs={"data-width": "short", "aria-label": spoken}),
                )

    @property
    def rows(self) -> Iterator[Mapping[str, object]]:
        """One row for each kind of work, with its three fields and its default."""
        for each in CATEGORIES:
            yield {
                "code": each.code,
                "name": each.name,
                "score": self[f"score_{each.code}"],
                "low": self[f"low_{each.code}"],
                "high": self[f"high_{each.code}"],
                "default": KINDS[each.code],
                "is_own": self._kinds[each.code] != KINDS[each.code],
            }

    @property
    def has_own(self) -> bool:
        """Whether a kind of work has other numbers than ours."""
        return any(self._kinds[each.code] != KINDS[each.code] for each in CATEGORIES)

    def clean(self) -> dict[str, Any]:
        """The least share is not above the most."""
        for each in CATEGORIES:
            low = self.cleaned_data.get(f"low_{each.code}")
            high = self.cleaned_data.get(f"high_{each.code}")
            if low is not None and high is not None and low > high:
                self.add_error(
                    f"high_{each.code}",
                    gettext("%(category)s: the most is less than the least.")
                    % {"category": gettext(each.name)},
                )
        return self.cleaned_data

    def kinds(self) -> dict[str, Kind]:
        """What was filled in."""
        return {each.code: self._kind(each) for each in CATEGORIES}

    def _kind(self, each: Category) -> Kind:
        values = self.cleaned_data
        return Kind(*(values[f"{field}_{each.code}"] for field in ("score", "low", "high")))
