"""What the style page shows: fictional people, and each component in its states."""

from datetime import UTC, date, datetime
from typing import Any

from django import forms

from .forms import ButtonChoices, TiltsForm
from .paging import CappedCount, KeysetPage
from .path import Lane, Point, Span

TODAY = date(2026, 11, 23)
NAVIGATION = [
    {"label": "My day", "url": "/design/my-day/", "current": False},
    {"label": "People", "url": "/design/person/", "current": False},
    {"label": "Style", "url": "/design/", "current": False},
]
ACCOUNT = {
    "name": "Ilze K.",
    "unit": "Jelgava",
    "role": "Probation officer",
    "links": [{"label": "Security", "url": "#"}],
    "sign_out_url": "#",
}
TABS = [
    {"label": "Path", "url": "#path", "current": True},
    {"label": "Assessments", "url": "#assessments", "note": "4"},
    {"label": "Plan", "url": "#plan", "note": "3 goals"},
    {"label": "Programmes", "url": "#programmes"},
    {"label": "Contacts", "url": "#contacts"},
    {"label": "Family & support", "url": "#family"},
    {"label": "Documents", "url": "#documents", "note": "12"},
    {"label": "Identity", "url": "#identity", "current": False, "aside": True},
    {"label": "Who looked", "url": "#looks", "current": False, "aside": True},
]
PERSON = {
    "name": "Vītols, Edgars",
    "born": 1988,
    "file_number": "23-00931",
    "badges": [{"text": "high · RVN 12 May", "tone": "warning"}],
    "status": "Jēkabpils prison, unit 3, highest grade · speaks Latvian, Russian · release "
    "expected 11 January 2027, then probation Jelgava · officer I. Kļaviņa → D. Ozola",
    "tabs": TABS,
}
LANES = [
    Lane(
        "Sentence",
        [
            Span("prison · 3 y 10 m, robbery", date(2023, 3, 4), date(2027, 1, 11)),
            Span(
                "conditional release under supervision",
                date(2027, 1, 12),
                date(2028, 12, 1),
                expected=True,
            ),
        ],
    ),
    Lane(
        "Risk",
        [
            Point("very high", date(2023, 5, 10), "danger"),
            Point("high", date(2024, 9, 12), "warning"),
            Point("high", date(2025, 7, 2), "warning"),
            Point("high", date(2026, 5, 12), "warning"),
        ],
    ),
    Lane(
        "Programmes",
        [
            Span("Esi apzināts ✓", date(2024, 1, 10), date(2024, 8, 12), "success"),
            Span("EQUIP ✓ 36 of 40", date(2025, 4, 10), date(2026, 2, 14), "success"),
            Span("Pathfinder 9/24", date(2026, 6, 1), date(2027, 1, 10), "warning"),
        ],
    ),
    Lane(
        "Release", [Span("preparation: 5 of 7 areas", date(2026, 1, 4), date(2027, 1, 11), "info")]
    ),
]
REASONS = [
    {"met": False, "text": "the address has no owner"},
    {"met": False, "text": "the identity card expires before release"},
    {"met": True, "text": "duties explained"},
    {"met": True, "text": "medicine list handed over"},
]
LEVELS = [
    {"label": "High", "value": 14, "tone": "danger"},
    {"label": "Medium", "value": 32, "tone": "warning"},
    {"label": "Low", "value": 15, "tone": "success"},
    {"label": "Provisional", "value": 3, "tone": "neutral", "hatch": True},
]
EVENTS = [
    {
        "when": datetime(2026, 11, 23, 6, 12, tzinfo=UTC),
        "title": "Whereabouts unknown since 22:00",
        "text": "Operator 1 has taken it.",
        "tone": "danger",
        "url": "#alert",
    },
    {"when": date(2026, 11, 20), "title": "Goal achieved", "text": "Work.", "tone": "success"},
    {"when": date(2026, 5, 12), "title": "Assessed: high", "tone": "warning"},
]
DUE: list[dict[str, Any]] = [
    {
        "when": "2 days late",
        "tone": "danger",
        "what": "Second review: override from high to medium",
        "note": "Reason given by D. Ozola on 17 November",
        "who": "Bērziņš, Jānis",
        "which": "1985 · 24-01783",
    },
    {
        "when": "today",
        "tone": "warning",
        "what": "Explain duties in Russian – interpreter booked 11:00",
        "who": "Sokolova, Irina",
        "which": "1979 · 26-00412",
    },
    {
        "when": "Wed 25 Nov",
        "tone": "neutral",
        "what": "Reassess – 6 months since the last RVN (medium)",
        "who": "Liepa, Artūrs",
        "which": "2001 · 25-02290",
    },
    {
        "when": "Fri 27 Nov",
        "tone": "neutral",
        "what": "Plan review before release on 11 January: the address has no owner",
        "who": "Vītols, Edgars",
        "which": "1988 · 23-00931",
    },
]
MEETINGS = [
    {"at": "09:30", "who": "Zariņa, Laura", "note": "Supervision, room 2"},
    {"at": "11:00", "who": "Sokolova, Irina", "note": "First meeting, interpreter RU"},
]


class ContactForm(TiltsForm):
    """A contact note, as an example of every kind of field."""

    when = forms.DateField(label="Day of the contact")
    how = forms.ChoiceField(
        label="How", widget=ButtonChoices, choices=[("m", "Met"), ("c", "Called"), ("w", "Wrote")]
    )
    place = forms.ChoiceField(
        label="Place", required=False, choices=[("", "–"), ("o", "Office"), ("h", "Home")]
    )
    email = forms.EmailField(
        label="E-mail of the employer", required=False, help_text="Only if they agreed to it."
    )
    text = forms.CharField(
        label="What was agreed",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="The person may read this.",
    )
    topics = forms.MultipleChoiceField(
        label="Topics",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("w", "Work"), ("h", "Housing"), ("f", "Family")],
    )
    told = forms.BooleanField(label="The person was told what is written here")


def bad_form() -> ContactForm:
    """The example form after a submission with faults."""
    form = ContactForm({"when": "2026-13-40", "how": "m", "email": "inese@"}, auto_id="bad_%s")
    form.full_clean()
    return form


def context() -> dict[str, Any]:
    """Everything that the examples use."""
    page: KeysetPage[Any] = KeysetPage([], next="next-cursor", previous="previous-cursor")
    return {
        "person": PERSON,
        "lanes": LANES,
        "today": TODAY,
        "reasons": REASONS,
        "levels": LEVELS,
        "events": EVENTS,
        "due": DUE,
        "meetings": MEETINGS,
        "form": ContactForm(initial={"when": TODAY}),
        "bad_form": bad_form(),
        "page": page,
        "total": CappedCount(1000, capped=True),
        "tabs": TABS,
        "trail": [{"label": "People", "url": "#people"}, {"label": "Vītols, Edgars"}],
        "pairs": [
            ("File number", "23-00931"),
            ("Citizenship", "Latvia"),
            ("Speaks", "Latvian, Russian"),
        ],
        "moment": EVENTS[0]["when"],
    }
