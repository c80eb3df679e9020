"""The map of personal data is made from the declarations."""

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db.models import Model

from tilts.platform.access.models import Bar
from tilts.platform.forms.models import Sheet
from tilts.platform.parties.datamap import (
    Row,
    Undeclared,
    as_markdown,
    data_map,
    is_ours,
    others_of,
    row_of,
)
from tilts.platform.parties.models import Party
from tilts.platform.parties.whose import IN_PROCEEDINGS, STAFF

PARTY = Row(
    model="parties.Party",
    controller="agency",
    regime="LED",
    purpose="one identity for whoever the record speaks of",
    subjects=("anyone in the record",),
    retention="permanent",
    wall="",
    special=(),
    ordinary=(),
    technical=("id", "kind"),
    unnamed=(),
)


def test_a_row_says_what_a_model_declares():
    assert row_of(Party) == PARTY
    assert (row_of(Bar).ordinary, row_of(Bar).subjects[-1]) == (("ground",), "staff")


def test_what_a_library_has_and_nobody_names_is_technical():
    row = row_of(Session)
    assert (row.ordinary, row.technical) == (("session_data",), ("session_key", "expire_date"))


def test_every_table_is_on_the_map_once_and_every_field_is_named():
    rows = data_map()
    labels = sorted(m._meta.label for m in apps.get_models(include_auto_created=True))
    assert [row.model for row in rows if " (" not in row.model] == labels
    assert [row.model for row in rows if " (" in row.model] == [
        "gatherings.CalendarFeed (staff)",
        "tilts_forms.Sheet (staff)",
    ]
    assert [row.model for row in rows if row.unnamed] == []


def test_what_is_said_of_staff_stands_under_another_law():
    """One table, two laws: a risk assessment of the convicted, a colleague's work observed."""
    usual, (of_staff,) = row_of(Sheet), others_of(Sheet)
    assert (usual.regime, usual.subjects, usual.special) == ("LED", IN_PROCEEDINGS, ("answers",))
    assert (of_staff.regime, of_staff.subjects, of_staff.retention) == ("GDPR", STAFF, "staff")
    assert (of_staff.ordinary, of_staff.technical) == (("answers",), usual.technical)
    assert [kind for kind, _whose in Sheet.whose.others] == ["staff"]
    assert others_of(Party) == others_of(Session) == []


def test_walls_are_on_the_map():
    walls = {row.model: row.wall for row in data_map() if row.wall}
    assert (walls["people.Victim"], walls["people.HealthAlert"]) == ("victims", "health")


def test_a_model_that_does_not_declare_is_refused():
    class Silent(Model):
        """Of no app in use: it is never installed."""

        class Meta:
            app_label = "nowhere"
            managed = False

        def __str__(self) -> str:
            return "silent"

    assert is_ours(Silent)
    with pytest.raises(Undeclared, match=r"nowhere\.Silent does not say whose data it holds"):
        row_of(Silent)


def test_the_map_is_printed_as_a_table():
    row = Row("a.B", "agency", "LED", "x|y", ("p", "q"), "file", "", (), ("n", "m"), ("id",), ())
    assert as_markdown([row]) == (
        "| model | controller | regime | purpose | subjects | retention | wall | special "
        "| ordinary | technical |\n"
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n"
        "| a.B | agency | LED | x\\|y | p, q | file | – | – | n, m | id |\n"
    )
    assert as_markdown([]).count("\n") == 2
