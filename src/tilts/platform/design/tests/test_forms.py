"""Forms: labels, help and errors tied to their fields; a summary that links to each."""

from datetime import UTC, date, datetime

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.template import Context, Template
from django.test.html import parse_html

from tilts.platform.design.forms import ButtonChoices, TiltsForm, TiltsModelForm


class NoteForm(TiltsForm):
    when = forms.DateField(label="Day", help_text="Of the contact.")
    place = forms.CharField(label="Place", required=False)
    at = forms.TimeField(label="Time", required=False)


class ChoiceForm(TiltsForm):
    how = forms.ChoiceField(
        label="How", widget=ButtonChoices, choices=[("m", "Met"), ("c", "Called")]
    )
    told = forms.BooleanField(label="Told")


def render(text: str, form: forms.BaseForm) -> str:
    return Template(f"{{% load design %}}{text}").render(Context({"form": form}))


def same(actual: str, expected: str) -> None:
    assert parse_html(actual) == parse_html(expected), actual


def test_a_field_has_label_help_and_the_native_date_input() -> None:
    same(
        render("{% field form.when %}", NoteForm(initial={"when": date(2026, 11, 23)})),
        """<div class="ds-field"><label class="ds-label" for="id_when">Day</label>
        <div data-field="description" id="id_when_helptext">Of the contact.</div>
        <input type="date" name="when" value="2026-11-23" class="ds-input" required
        aria-describedby="id_when_helptext" id="id_when"></div>""",
    )


def test_an_optional_field_says_so() -> None:
    same(
        render("{% field form.place %}", NoteForm()),
        """<div class="ds-field"><label class="ds-label" for="id_place">Place
        <span class="optional">(optional)</span></label>
        <input type="text" name="place" class="ds-input" id="id_place"></div>""",
    )


def test_a_time_is_native_too() -> None:
    assert 'type="time"' in render("{% field form.at %}", NoteForm())


def test_a_faulty_field_is_tied_to_its_error() -> None:
    form = NoteForm({"when": "2026-13-40"})
    same(
        render("{% field form.when %}", form),
        """<div class="ds-field invalid"><label class="ds-label" for="id_when">Day</label>
        <div data-field="description" id="id_when_helptext">Of the contact.</div>
        <input type="date" name="when" value="2026-13-40" class="ds-input" required
        aria-invalid="true" aria-describedby="id_when_helptext id_when_error" id="id_when">
        <div id="id_when_error"><p class="ds-validation-message">Enter a valid date.</p></div>
        </div>""",
    )


def test_the_summary_links_to_each_field() -> None:
    form = ChoiceForm({})
    form.add_error(None, "Somebody else has changed this.")
    same(
        render("{% form_errors form %}", form),
        """<ds-error-summary class="ds-error-summary" aria-labelledby="errors-title">
        <h2 id="errors-title">This could not be saved yet</h2><ul>
        <li>Somebody else has changed this.</li>
        <li><a class="ds-link" href="#id_how_0">How: This field is required.</a></li>
        <li><a class="ds-link" href="#id_told">Told: This field is required.</a></li></ul>
        </ds-error-summary>""",
    )


def test_no_summary_without_errors() -> None:
    assert render("{% form_errors form %}", NoteForm()).strip() == ""


def test_choices_are_a_fieldset() -> None:
    same(
        render("{% field form.how %}", ChoiceForm(initial={"how": "c"})),
        """<fieldset class="ds-fieldset"><legend class="ds-label">How</legend>
        <div class="choices buttons">
        <div class="ds-field"><input type="radio" name="how" value="m" required class="ds-input"
        id="id_how_0"><label for="id_how_0">Met</label></div>
        <div class="ds-field"><input type="radio" name="how" value="c" required class="ds-input"
        id="id_how_1" checked><label for="id_how_1">Called</label></div></div></fieldset>""",
    )


def test_a_checkbox_stands_before_its_label() -> None:
    same(
        render("{% field form.told %}", ChoiceForm()),
        """<div class="ds-field"><input type="checkbox" name="told" class="ds-input" required
        id="id_told"><label for="id_told">Told</label></div>""",
    )


def test_a_whole_form_has_summary_and_every_field() -> None:
    form = NoteForm({})
    parts = [render(f"{{% field form.{name} %}}", form) for name in form.fields]
    summary = render("{% form_errors form %}", form)
    same(str(form), f'{summary}<div class="form">{"".join(parts)}</div>')


def test_what_the_browser_sends_is_read_back() -> None:
    form = NoteForm({"when": "2026-11-23", "at": "09:30"})
    assert form.is_valid()
    assert form.cleaned_data["when"] == date(2026, 11, 23)


class MomentForm(TiltsForm):
    at = forms.DateTimeField(label="At", required=False)
    code = forms.CharField(label="Code", widget=forms.TextInput(attrs={"class": "numbers"}))
    secret = forms.CharField(widget=forms.HiddenInput, initial="s")


class TypeForm(TiltsModelForm):
    class Meta:
        model = ContentType
        fields = ["app_label"]


def test_a_moment_is_shown_in_local_time_for_the_browser() -> None:
    moment = datetime(2026, 11, 23, 6, 12, tzinfo=UTC)
    same(
        render("{{ form.at|control }}", MomentForm(initial={"at": moment})),
        """<input type="datetime-local" name="at" value="2026-11-23T08:12" class="ds-input"
        id="id_at">""",
    )


def test_a_field_keeps_its_own_class() -> None:
    assert 'class="ds-input numbers"' in render("{{ form.code|control }}", MomentForm())


def test_hidden_fields_are_sent_without_a_label() -> None:
    html = str(MomentForm())
    assert '<input type="hidden" name="secret" value="s" id="id_secret">' in html
    assert "Secret" not in html


def test_a_model_form_is_dressed_too() -> None:
    assert render("{{ form.app_label|kind }}", TypeForm()) == "input"
    assert str(TypeForm()["app_label"].as_field_group()).count('class="ds-field"') == 1
