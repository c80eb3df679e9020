"""An agency decides which instruments are used, and until when."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tilts.engines.instruments import Instrument
from tilts.platform.access.reasons import Refused
from tilts.platform.forms.actions import About, Decision, decide, open_sheet
from tilts.platform.forms.catalogue import known, own_folder, versions
from tilts.platform.forms.models import Standing
from tilts.platform.forms.queries import definition, history, standings, usable
from tilts.platform.organisation.tests.house import House
from tilts.platform.parties.actors import SERVICE

pytestmark = pytest.mark.usefixtures("all_seen")
TODAY = timezone.localdate()
DAY = timedelta(days=1)


def decided(house: House, of: Instrument, level: str, since: date, until: date | None = None):
    by = house.actor("quality_manager")
    made = Decision(level, "The commission, minutes 3", "Sixty people, AUC 0.7.", since, until)
    return decide(by=by, agency="ievp", of=of, decision=made)


def spans(rows: list[Standing]) -> list[tuple[str, date, date | None]]:
    return [(row.level, row.since, row.until) for row in rows]


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.code for reason in refused.value.reasons]


def test_what_is_shipped_and_what_is_ones_own_is_known(needs):
    names = ("needs", "psa")
    assert [key for key in known() if key[0] in names] == [("needs", "1"), ("psa", "2018")]


def test_versions_stand_side_by_side(needs):
    other = own_folder() / "needs-2.yaml"
    other.write_text((own_folder() / "needs.yaml").read_text().replace('"1"', '"2"', 1))
    try:
        assert [one.version for one in versions("needs")] == ["1", "2"]
    finally:
        other.unlink()


def test_everything_starts_as_a_reference(house, needs):
    assert standings("ievp", TODAY) == {}
    assert usable("ievp", TODAY) == []


@pytest.mark.parametrize(
    ("level", "names"), [("reference", []), ("trial", ["needs"]), ("use", ["needs"]),
                         ("withdrawn", [])],
)  # fmt: skip
def test_only_what_is_in_use_or_on_trial_is_usable(house, needs, level, names):
    decided(house, needs, level, TODAY)
    assert [one.id for one in usable("ievp", TODAY)] == names
    assert usable("vpd", TODAY) == []


def test_a_decision_ends_the_one_before_on_its_day(house, needs):
    decided(house, needs, "trial", TODAY - 30 * DAY)
    decided(house, needs, "use", TODAY, TODAY + 365 * DAY)
    assert spans(history("ievp", "needs")) == [
        ("use", TODAY, TODAY + 365 * DAY),
        ("trial", TODAY - 30 * DAY, TODAY),
    ]
    assert [one.id for one in usable("ievp", TODAY + 366 * DAY)] == []


def test_a_decision_is_kept_with_who_and_why(house, needs):
    row = decided(house, needs, "use", TODAY)
    assert (row.decided_by, row.evidence, row.digest) == (
        "The commission, minutes 3", "Sixty people, AUC 0.7.", needs.digest,
    )  # fmt: skip


def test_only_who_may_decides(house, needs):
    used = Decision("use", "Me", "I like it.", TODAY)
    with pytest.raises(Refused) as refused:
        decide(by=house.actor("prison_officer"), agency="ievp", of=needs, decision=used)
    assert codes(refused) == ["no-role"]
    assert list(Standing.objects.all()) == []


def test_a_reference_is_not_answered_about_real_people(house, needs, somebody):
    with pytest.raises(Refused) as refused:
        open_sheet(by=house.actor("prison_officer"), of=needs, about=About(somebody.pk))
    assert codes(refused) == ["not-in-use"]
    assert str(refused.value.reasons[0].text) == (
        "“Needs” is here as: reference. The quality manager decides whether it is used."
    )


def test_a_file_that_changed_waits_for_a_decision(house, needs, somebody):
    decided(house, needs, "use", TODAY)
    file = own_folder() / "needs.yaml"
    file.write_text(file.read_text().replace("total / 12", "total / 13"))
    (changed,) = versions("needs")
    with pytest.raises(Refused) as refused:
        open_sheet(by=house.actor("prison_officer"), of=changed, about=About(somebody.pk))
    assert codes(refused) == ["file-changed"]


def test_what_is_on_trial_is_marked(house, needs, somebody):
    decided(house, needs, "trial", TODAY)
    by = house.actor("prison_officer")
    assert open_sheet(by=by, of=needs, about=About(somebody.pk)).trial is True
    decided(house, needs, "use", TODAY)
    assert open_sheet(by=by, of=needs, about=About(somebody.pk)).trial is False


def test_the_service_decides_for_a_demonstration(house, needs):
    decide(by=SERVICE, agency="vpd", of=needs, decision=Decision("use", "x", "y", TODAY))
    assert [one.id for one in usable("vpd", TODAY)] == ["needs"]


def test_a_file_that_broke_later_refuses_its_sheets_and_says_so(opened, needs):
    (own_folder() / "needs.yaml").write_text("id: needs")
    with pytest.raises(Refused) as refused:
        definition(opened)
    assert codes(refused) == ["file-broken"]


def test_a_file_that_is_gone_refuses_its_sheets(opened, needs):
    (own_folder() / "needs.yaml").unlink()
    with pytest.raises(Refused) as refused:
        definition(opened)
    assert codes(refused) == ["file-gone"]
