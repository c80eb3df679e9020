"""Forms in the look of Tilts: base classes, and the renderer that dresses every other form."""

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting


class TiltsRenderer(TemplatesSetting):
    """Set as FORM_RENDERER, it gives every Django form (allauth's too) the templates of Tilts."""

    form_template_name = "design/forms/form.html"
    field_template_name = "design/forms/field.html"


# Browsers understand only ISO 8601 in these, whatever the language.
NATIVE_WIDGETS: dict[type[forms.Field], tuple[type[forms.Widget], str, str]] = {
    forms.DateField: (forms.DateInput, "date", "%Y-%m-%d"),
    forms.DateTimeField: (forms.DateTimeInput, "datetime-local", "%Y-%m-%dT%H:%M"),
    forms.TimeField: (forms.TimeInput, "time", "%H:%M"),
}


class Dressed(forms.BaseForm):
    """Mixin of a form: the renderer, and the browser's own date and time inputs."""

    default_renderer = TiltsRenderer

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            self._nativize(field)

    @staticmethod
    def _nativize(field: forms.Field) -> None:
        native = NATIVE_WIDGETS.get(type(field))
        if native is None or type(field.widget) is not native[0]:
            return
        widget, input_type, pattern = native
        attrs = {"type": input_type, **field.widget.attrs}
        field.widget = widget(attrs=attrs, format=pattern)  # type: ignore[call-arg]  # all three take a format
        field.widget.is_required = field.required
        field.localize = False


class TiltsForm(Dressed, forms.Form):
    """Base of every form of Tilts."""


class TiltsModelForm(Dressed, forms.ModelForm):  # type: ignore[type-arg]  # the model is its subclass's
    """Base of every model form of Tilts."""


class ButtonChoices(forms.RadioSelect):
    """Few, short choices shown as a row of buttons; radio buttons underneath."""

    layout = "buttons"
