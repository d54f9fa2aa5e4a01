"""How forms look: `{{ form }}` and `{{ form.name.as_field_group }}` use the templates of this room.

`FORM_RENDERER` in the settings names `Renderer`. General errors of a form are not in `{{ form }}`:
the page shell shows them, with links to the fields, directly under the heading.
"""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import SafeString


class BoundField(forms.BoundField):
    """A field in a form, with what its template asks."""

    @property
    def may_stay_empty(self) -> bool:
        """Whether the label says that nothing needs to be filled in.

        A field with `in_row` lies in a row that may stay empty as a whole; the page says that once.
        """
        if self.field.required or self.field.disabled or self.is_check:
            return False
        return not getattr(self.field, "in_row", False)

    @property
    def is_check(self) -> bool:
        """Whether this is one box to tick, whose label stands behind it."""
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def first_id(self) -> str:
        """The id of the element to go to when this field is wrong."""
        return self.id_for_label or f"{self.auto_id}_0"

    def as_widget(
        self,
        widget: forms.Widget | None = None,
        attrs: dict[str, Any] | None = None,
        only_initial: bool = False,
    ) -> SafeString:
        """Render the widget without a placeholder: it goes when you type, so hints do its work."""
        drawn = widget or self.field.widget
        drawn.attrs.pop("placeholder", None)
        if isinstance(drawn, forms.Select) and drawn.template_name == forms.Select.template_name:
            drawn.template_name = "web/forms/select.html"
        if look := component_of(drawn):
            drawn.attrs.setdefault("class", look)
        return super().as_widget(widget, attrs, only_initial)


def component_of(widget: forms.Widget) -> str:
    """Return the classes that make a component of NL Design System of this widget."""
    return next((name for kind, name in _COMPONENTS.items() if isinstance(widget, kind)), "")


_COMPONENTS: dict[type[forms.Widget], str] = {
    forms.HiddenInput: "",
    forms.RadioSelect: "",  # Django would give the class to the list around the buttons as well
    forms.CheckboxSelectMultiple: "",
    forms.CheckboxInput: "utrecht-checkbox utrecht-checkbox--html-input",
    forms.Select: "utrecht-select utrecht-select--html-select",
    forms.Textarea: "utrecht-textarea utrecht-textarea--html-textarea",
    forms.widgets.Input: "utrecht-textbox utrecht-textbox--html-input",
}


class Renderer(TemplatesSetting):
    """Renders every form of the site with `web/forms/`."""

    form_template_name = "web/forms/form.html"
    field_template_name = "web/forms/field.html"
    bound_field_class = BoundField


@dataclass(frozen=True)
class FieldError:
    """One thing to mend: where it is and what is wrong."""

    id: str
    label: str
    message: str


@dataclass(frozen=True)
class FormErrors:
    """What the summary above a form lists."""

    general: list[str]
    fields: list[FieldError]


def form_errors(form: forms.BaseForm) -> FormErrors:
    """Return the errors of a form in the order of its fields."""
    return FormErrors(
        general=[str(error) for error in form.non_field_errors()],
        fields=[
            FieldError(
                id=_first_id(field), label=str(field.label).rstrip(" :?"), message=str(error)
            )
            for field in form
            for error in field.errors
        ],
    )


def _first_id(field: forms.BoundField) -> str:
    return field.first_id if isinstance(field, BoundField) else field.id_for_label
