"""Agencies and units follow the country pack; nothing is deleted and nothing done twice."""

from datetime import date, timedelta
from typing import get_args

import pytest
from django.utils import timezone
from pydantic import ValidationError

from tilts.jurisdictions import schema
from tilts.jurisdictions.loading import packs
from tilts.platform.access.reasons import Refused
from tilts.platform.access.tests.people import person, seen
from tilts.platform.organisation.actions import close_unit, give_role, open_unit, sync_units
from tilts.platform.organisation.grants import actor_for
from tilts.platform.organisation.models import Agency, AgencyKind, Unit, UnitKind
from tilts.platform.organisation.queries import version_of
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.models import Act

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
LATVIA = packs()["LV"]
BEGAN = date(2000, 1, 1)


def unit(code, **values):
    """An entry of units.yaml."""
    given = {"agency": "ievp", "kind": "prison", "names": {"en": code}, "valid_from": BEGAN}
    return schema.Unit(code=code, source="a test", confirmed=True, **{**given, **values})


def pack(*units):
    """Latvia with other units."""
    return LATVIA.model_copy(update={"units": units})


def rows():
    """Every unit: path → names, since, until."""
    return {u.path: (u.names["en"], u.since, u.until) for u in Unit.objects.all()}


@pytest.mark.parametrize("country", ["LV", "LT"])
def test_the_shipped_packs_come_in_whole_and_only_once(country):
    shipped = packs()[country]
    sync_units(by=SERVICE, pack=shipped)
    before = rows()
    sync_units(by=SERVICE, pack=shipped)
    assert rows() == before
    assert {u.code for u in Unit.objects.all()} == {entry.code for entry in shipped.units}
    assert Act.objects.filter(kind="organisation.sync_units").count() == 1
    kinds = {a.pk: (a.country, a.kind) for a in Agency.objects.all()}
    assert kinds == {entry.code: (country, entry.kind) for entry in shipped.agencies}


def test_units_stand_below_their_parents_whatever_their_order_in_the_file():
    sync_units(by=SERVICE, pack=pack(unit("wing", parent="riga"), unit("riga")))
    assert sorted(rows()) == ["ievp.riga.", "ievp.riga.wing."]


def test_a_unit_that_ended_is_closed_the_day_after_its_last():
    sync_units(by=SERVICE, pack=pack(unit("riga")))
    sync_units(by=SERVICE, pack=pack(unit("riga", valid_to=date(2026, 2, 2))))
    assert rows() == {"ievp.riga.": ("riga", BEGAN, date(2026, 2, 3))}


def test_versions_of_a_unit_are_one_unit_with_the_name_of_today():
    today = timezone.localdate()
    old = unit("riga", names={"en": "old"}, valid_to=today - timedelta(days=1))
    new = unit("riga", names={"en": "new"}, valid_from=today)
    sync_units(by=SERVICE, pack=pack(old))
    first = Unit.objects.get()
    assert first.until == today
    sync_units(by=SERVICE, pack=pack(old, new))
    assert rows() == {"ievp.riga.": ("new", BEGAN, None)}
    assert Unit.objects.get().pk == first.pk


def test_a_name_of_tomorrow_waits():
    today = timezone.localdate()
    old = unit("riga", names={"en": "old"}, valid_to=today)
    new = unit("riga", names={"en": "new"}, valid_from=today + timedelta(days=1))
    sync_units(by=SERVICE, pack=pack(old, new))
    assert rows() == {"ievp.riga.": ("old", BEGAN, None)}
    assert version_of([old, new], today + timedelta(days=1)).names == {"en": "new"}


def test_units_opened_and_ends_set_by_hand_stay():
    sync_units(by=SERVICE, pack=pack(unit("riga"), unit("olaine")))
    ievp = Agency.objects.get(pk="ievp")
    names = {"en": "own"}
    open_unit(by=SERVICE, agency=ievp, code="own", kind="wing", names=names, since=BEGAN)
    day = date(2026, 5, 1)
    close_unit(by=SERVICE, unit=Unit.objects.get(code="olaine"), until=day)
    sync_units(by=SERVICE, pack=pack(unit("riga"), unit("olaine")))
    assert rows() == {
        "ievp.riga.": ("riga", BEGAN, None),
        "ievp.olaine.": ("olaine", BEGAN, day),
        "ievp.own.": ("own", BEGAN, None),
    }


def test_a_unit_that_moves_takes_what_the_pack_puts_below_it_along():
    sync_units(by=SERVICE, pack=pack(unit("a"), unit("b", parent="a"), unit("c", parent="b")))
    sync_units(by=SERVICE, pack=pack(unit("a"), unit("b"), unit("c", parent="b")))
    assert sorted(rows()) == ["ievp.a.", "ievp.b.", "ievp.b.c."]


def test_a_unit_that_moves_takes_what_was_opened_below_it_by_hand_along():
    sync_units(by=SERVICE, pack=pack(unit("a"), unit("b", parent="a")))
    ievp = Agency.objects.get(pk="ievp")
    above = Unit.objects.get(code="b")
    for code in ("own", "cell"):
        above = open_unit(
            by=SERVICE,
            agency=ievp,
            code=code,
            kind="wing",
            names={"en": code},
            since=BEGAN,
            parent=above,
        )
    assert above.path == "ievp.a.b.own.cell."
    sync_units(by=SERVICE, pack=pack(unit("a"), unit("b")))
    assert sorted(rows()) == ["ievp.a.", "ievp.b.", "ievp.b.own.", "ievp.b.own.cell."]
    before = Act.objects.count()
    sync_units(by=SERVICE, pack=pack(unit("a"), unit("b")))
    assert Act.objects.count() == before


def test_who_looked_into_a_unit_looks_no_more_into_what_moved_away(house):
    """The reach follows the tree of today, for units opened by hand as well."""
    sync_units(by=SERVICE, pack=pack(unit("a"), unit("b", parent="a")))
    ievp, moving = Agency.objects.get(pk="ievp"), Unit.objects.get(code="b")
    own = open_unit(
        by=SERVICE, agency=ievp, code="own", kind="wing", names={}, since=BEGAN, parent=moving
    )
    person(own, "x")
    heads = {code: house.hire() for code in ("a", "b")}
    for code, head in heads.items():
        place = Unit.objects.get(code=code)
        give_role(by=SERVICE, staff=head, role="head_of_unit", unit=place, since=BEGAN)

    def who_sees() -> list[str]:
        return [code for code, h in heads.items() if seen(actor_for(h, timezone.localdate()))]

    assert who_sees() == ["a", "b"]
    sync_units(by=SERVICE, pack=pack(unit("a"), unit("b")))
    assert who_sees() == ["b"]


@pytest.mark.parametrize("code", ["a.b", "A", "_a", "a b", ""])
def test_a_code_that_would_blur_the_paths_is_no_code(code):
    with pytest.raises(ValidationError, match="should match pattern"):
        unit(code)


def test_who_does_not_run_the_organisation_brings_nothing_in(house):
    with pytest.raises(Refused):
        sync_units(by=house.actor("clerk"), pack=LATVIA)
    assert Agency.objects.get(pk="ievp").names == {"en": "ievp"}


def test_kinds_are_those_of_the_country_packs():
    of_units = get_args(schema.Unit.model_fields["kind"].annotation)
    assert set(UnitKind.values) == set(of_units)
    assert set(AgencyKind.values) == set(get_args(schema.AgencyKind))
