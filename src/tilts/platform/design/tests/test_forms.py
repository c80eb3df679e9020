"""Forms: labels, help and errors tied to their fields; a summary that links to each."""

import re
from datetime import UTC, date, datetime, time

import pytest
from django import forms
from django.contrib.contenttypes.models import ContentType
from django.template import Context, Template
from django.test.html import parse_html
from django.utils import translation

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


@pytest.mark.parametrize("language", ["en", "lv", "lt", "ru"])
def test_the_browsers_own_formats_are_sent_and_read_in_every_language(language: str) -> None:
    sent = {"when": "2026-11-03", "at": "09:05", "place": " Rīga "}
    with translation.override(language):
        form = NoteForm(sent)
        assert form.is_valid()
        again = NoteForm(initial=form.cleaned_data)
        html = [str(again[name]) for name in ("when", "at")]
    assert form.cleaned_data == {"when": date(2026, 11, 3), "at": time(9, 5), "place": "Rīga"}
    assert ['value="2026-11-03"' in html[0], 'value="09:05"' in html[1]] == [True, True]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-23T08:12", datetime(2026, 11, 23, 6, 12, tzinfo=UTC)),
        ("2026-07-01T08:12", datetime(2026, 7, 1, 5, 12, tzinfo=UTC)),
        ("2026-03-29T02:59", datetime(2026, 3, 29, 0, 59, tzinfo=UTC)),
        ("2026-03-29T04:00", datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
        ("2027-01-01T00:00", datetime(2026, 12, 31, 22, 0, tzinfo=UTC)),
        ("2026-03-29T03:30", None),  # that hour was left out
        ("2026-02-30T08:00", None),
        ("2026-11-23T24:00", None),
        ("8:12", None),
        ("23.11.2026", None),
    ],
)
def test_a_moment_is_read_as_local_time(text: str, moment: datetime | None) -> None:
    form = MomentForm({"at": text, "code": "x", "secret": "s"})
    assert form.is_valid() is (moment is not None)
    assert form.cleaned_data.get("at") == moment


def test_what_was_typed_stays_in_a_form_that_is_refused() -> None:
    form = NoteForm({"when": "30 February", "place": "<Rīga>", "at": "9"})
    assert not form.is_valid()
    html = str(form)
    typed = ('value="30 February"', 'value="&lt;Rīga&gt;"', 'value="9"')
    assert [text in html for text in typed] == [True, True, True]


@pytest.mark.parametrize("language", ["lv", "lt", "ru"])
def test_errors_are_told_in_the_language_and_tied_to_their_fields(language: str) -> None:
    with translation.override(language):
        html = str(ChoiceForm({}))
        required = translation.gettext("This field is required.")
    assert required != "This field is required."
    assert html.count(required) == 4  # in the summary and beside each field
    assert [f'href="#{target}"' in html for target in ("id_how_0", "id_told")] == [True, True]


class OwnForm(TiltsForm):
    """Fields that a form dresses itself keep what it gave them."""

    since = forms.DateField(widget=forms.DateInput(attrs={"max": "2026-11-23", "class": "wide"}))
    year = forms.DateField(widget=forms.SelectDateWidget(years=[2026]))
    count = forms.IntegerField(min_value=1)
    papers = forms.FileField(required=False)


def test_own_widgets_and_attributes_are_kept() -> None:
    form = OwnForm()
    html = {name: str(form[name]) for name in form.fields}
    assert 'type="date"' in html["since"]
    assert 'max="2026-11-23"' in html["since"]
    assert html["year"].count("<select") == 3
    assert ['type="number"' in html["count"], 'min="1"' in html["count"]] == [True, True]
    assert render("{{ form.since|control }}", form).count('class="ds-input wide"') == 1


def test_the_form_of_another_package_is_dressed_by_the_renderer() -> None:
    class Foreign(forms.Form):
        name = forms.CharField()

    same(str(Foreign()), f'<div class="form">{render("{% field form.name %}", Foreign())}</div>')


@pytest.mark.parametrize(
    ("name", "kind"), [("how", "choices"), ("told", "checkbox"), ("count", "input")]
)
def test_each_sort_of_field_has_its_shape(name: str, kind: str) -> None:
    form: forms.BaseForm = OwnForm() if name == "count" else ChoiceForm()
    assert render(f"{{{{ form.{name}|kind }}}}", form) == kind


def test_a_prefix_keeps_two_forms_on_a_page_apart() -> None:
    html = [str(NoteForm(prefix=prefix)) for prefix in ("a", "b")]
    ids = [set(re.findall(r'id="([^"]+)"', text)) for text in html]
    assert ids[0] & ids[1] == set()
    assert {"id_a-when", "id_a-when_helptext"} <= ids[0]
