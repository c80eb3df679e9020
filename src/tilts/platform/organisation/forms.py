"""Forms that run the organisation. What an action refuses stands at the field it concerns."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.validators import validate_slug
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.reasons import Reason
from tilts.platform.access.roles import roles
from tilts.platform.design.forms import TiltsForm

from .models import Agency, Staff, UnitKind
from .queries import colleagues_of, units_of

EVERYWHERE = _("The whole agency")
WIDE_SPACE = "\u2003"


def role_choices(agency: Agency) -> list[tuple[str, str]]:
    """The roles that an agency of this kind has, named in the reader's language."""
    language = get_language() or "en"
    fitting = [role for role in roles().values() if agency.kind in role.agencies]
    return [(role.code, role.name_in(language)) for role in fitting]


class UnitField(forms.ModelChoiceField):  # type: ignore[type-arg] # generic in its stubs only
    """A choice of units, shown as a tree."""

    def label_from_instance(self, obj: Any) -> str:
        """A wide space for each step down, then the name."""
        return f"{WIDE_SPACE * obj.depth}{obj.name_in(get_language() or 'en')}"


class StaffField(forms.ModelChoiceField):  # type: ignore[type-arg] # generic in its stubs only
    """A choice of members of staff, family name first."""

    def label_from_instance(self, obj: Any) -> str:
        """`Kalna Ilze`, as the list is sorted."""
        return f"{obj.family} {obj.given}"


class ActionForm(TiltsForm):
    """A form behind one action; `concerns` names the field of each reason it may give."""

    concerns: ClassVar[dict[str, str]] = {}

    def refuse(self, reasons: Iterable[Reason]) -> None:
        """Show why the action was refused: at its field, or on top."""
        for reason in reasons:
            self.add_error(self.concerns.get(reason.code), str(reason.text))


class AgencyForm(ActionForm):
    """A form within one agency; a field `unit` offers the agency's open units."""

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = units_of(agency, timezone.localdate())
        for field in self.fields.values():
            if isinstance(field, UnitField):
                field.queryset = units
        if "role" in self.fields:
            self.fields["role"].choices = role_choices(agency)  # type: ignore[attr-defined] # a ChoiceField


class UnitForm(AgencyForm):
    """A new unit."""

    concerns = {
        "code-taken": "code",
        "code-letters": "code",
        "unit-closed": "parent",
        "unit-elsewhere": "parent",
    }

    parent = UnitField(None, label=_("Belongs to"), required=False, empty_label=EVERYWHERE)
    code = forms.CharField(
        label=_("Code"),
        max_length=50,
        help_text=_("Small letters, digits and underscores. It never changes."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=UnitKind.choices)
    since = forms.DateField(label=_("Open from"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in settings.STAFF_LANGUAGES:
            label = _("Name (%(language)s)") % {"language": dict(settings.LANGUAGES)[code]}
            self.fields[f"name_{code}"] = forms.CharField(label=label, max_length=120)

    def names(self) -> dict[str, str]:
        """Language code → name."""
        return {code: self.cleaned_data[f"name_{code}"] for code in settings.STAFF_LANGUAGES}


class EndForm(ActionForm):
    """The first day on which something holds no more."""

    concerns = dict.fromkeys(
        (
            "ends-before",
            "units-below",
            "unit-above",
            "role-held",
            "roles-there",
            "systems-there",
            "leave-overlaps",
            "substitute-away",
        ),
        "until",
    )

    until = forms.DateField(
        label=_("Ends on"), help_text=_("The first day on which it holds no more.")
    )


class StaffForm(ActionForm):
    """Who works here, or starts to."""

    concerns = {"email-taken": "email"}

    given = forms.CharField(label=_("Given name"), max_length=80)
    family = forms.CharField(label=_("Family name"), max_length=80)
    email = forms.EmailField(label=_("E-mail"), help_text=_("With it they sign in."))
    phone = forms.CharField(label=_("Phone"), max_length=32, required=False)
    language = forms.ChoiceField(
        label=_("Language"),
        choices=[(c, n) for c, n in settings.LANGUAGES if c in settings.STAFF_LANGUAGES],
    )


class RoleForm(AgencyForm):
    """A role, where, and from when."""

    concerns = {
        "role-elsewhere": "role",
        "role-held": "role",
        "unit-elsewhere": "unit",
        "unit-closed": "unit",
    }

    role = forms.ChoiceField(label=_("Role"))
    unit = UnitField(None, label=_("Where"), required=False, empty_label=EVERYWHERE)
    since = forms.DateField(label=_("From"))


class LeaveForm(ActionForm):
    """Leave, and who stands in."""

    concerns = {
        "ends-before": "until",
        "leave-overlaps": "since",
        "substitute-self": "substitute",
        "substitute-elsewhere": "substitute",
        "substitute-away": "substitute",
    }

    since = forms.DateField(label=_("First day away"))
    until = forms.DateField(label=_("First day back"))
    substitute: Any = forms.ModelChoiceField(
        None,
        label=_("Who stands in"),
        required=False,
        empty_label=_("Nobody yet"),
        help_text=_("They see and do what the absent colleague would."),
    )

    def __init__(self, *args: Any, staff: Staff, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["substitute"].queryset = colleagues_of(staff)  # type: ignore[attr-defined] # a ModelChoiceField


class QualificationForm(ActionForm):
    """What somebody has learnt, and until when it holds."""

    concerns = {"ends-before": "until"}

    code = forms.CharField(
        label=_("Qualification"),
        max_length=50,
        validators=[validate_slug],
        help_text=_("The code of the instrument, programme or task."),
    )
    since = forms.DateField(label=_("From"))
    until = forms.DateField(label=_("Holds until"), required=False)


class ClientForm(AgencyForm):
    """A system that will use the API."""

    concerns = {
        "role-elsewhere": "role",
        "unit-elsewhere": "unit",
        "unit-closed": "unit",
        "expired": "expires",
    }

    name = forms.CharField(label=_("System"), max_length=80)
    role = forms.ChoiceField(label=_("Role"))
    unit = UnitField(None, label=_("Where"), required=False, empty_label=EVERYWHERE)
    expires = forms.DateField(label=_("Token ends on"))
