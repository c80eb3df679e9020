"""Who is barred from a case does not see it, in whatever way they would."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from tilts.casework.allocation.actions import Handover, allocate
from tilts.casework.people.models import Person
from tilts.casework.people.pairs import merge_people, split_people
from tilts.platform.access.actions import bar, break_glass, lift_bar, review_glass
from tilts.platform.access.authority import NO_ROLE, NOT_YOURS, why_not
from tilts.platform.access.models import Bar, BarGround
from tilts.platform.access.queries import bars_seen_by, glass_to_review, one_glass
from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.access.visibility import is_barred
from tilts.platform.organisation.actions import plan_absence
from tilts.platform.organisation.grants import actor_for
from tilts.platform.organisation.models import Staff
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.models import Act

from .people import person, seen

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
TODAY = timezone.localdate()
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
EMERGENCY = "He is on the bridge and asks for his officer."


@pytest.fixture
def own(house) -> Person:
    """Somebody in Riga from whom staff will be barred."""
    return person(house.units["riga"], "own")


@pytest.fixture
def dpo(house):
    """Who bars, in Latvia."""
    return house.actor("data_protection_officer")


def barred(staff: Staff | UUID, whom: Person, since=TODAY, ground=BarGround.RELATIVE) -> Bar:
    """A bar by the service."""
    party = staff.pk if isinstance(staff, Staff) else staff
    return bar(by=SERVICE, staff=party, person=whom.pk, ground=ground, since=since)


def why(verb: Callable[..., object], **given: object) -> list[str]:
    """Codes of the reasons for which an action is refused; none when it is done."""
    try:
        verb(**given)
    except Refused as refused:
        return [reason.code for reason in refused.reasons]
    return []


@pytest.mark.parametrize(
    ("since", "until", "hidden"),
    [
        (YESTERDAY, None, True),
        (TODAY, None, True),
        (TOMORROW, None, False),
        (YESTERDAY, TODAY, False),
        (YESTERDAY, TOMORROW, True),
        (TODAY, TODAY, False),
    ],
)
def test_a_bar_holds_from_its_first_day_and_no_more_from_its_end(house, own, since, until, hidden):
    staff = house.member("clerk")
    held = barred(staff, own, since)
    if until:
        lift_bar(by=SERVICE, barred=held, until=until)
    actor = actor_for(staff, TODAY)
    assert (is_barred(actor.party, own.pk), seen(actor)) == (hidden, [] if hidden else ["own"])


def test_neither_a_caseload_nor_a_substitution_reaches_past_a_bar(house, own):
    officer, colleague = (house.member("prison_officer", "olaine") for _ in range(2))
    with seen_by(SERVICE):
        how = Handover(on=YESTERDAY, reason="from elsewhere")
        allocate(by=SERVICE, person=own.pk, to=officer, how=how)
    plan_absence(by=SERVICE, staff=officer, since=TODAY, until=TOMORROW, substitute=colleague)
    both = [actor_for(staff, TODAY) for staff in (officer, colleague)]
    assert [seen(actor) for actor in both] == [["own"], ["own"]]
    barred(colleague, own)
    assert [seen(actor) for actor in both] == [["own"], []]
    barred(officer, own)
    assert [seen(actor) for actor in both] == [[], []]


def test_who_is_barred_is_told_the_same_as_of_nobody(house, own):
    staff, nobody = house.member("clerk"), house.hire().pk
    barred(staff, own)
    actor = actor_for(staff, TODAY)
    for capability in ("people.see", "people.correct"):
        assert why_not(actor, capability, own.pk) == why_not(actor, capability, nobody)
        assert why_not(actor, capability, own.pk) == [NOT_YOURS]


def test_a_data_protection_officer_bars_in_their_own_country_and_lifts(house, own, dpo):
    staff, ground = house.member("clerk"), BarGround.OWN
    given = {"staff": staff.pk, "person": own.pk, "ground": ground, "since": TODAY}
    abroad = house.actor("data_protection_officer", "vilnius")
    assert why(bar, by=abroad, **given) == ["not-yours"]
    assert why(bar, by=house.actor("clerk"), **given) == ["no-role"]
    held = bar(by=dpo, **given)
    assert (held.staff_id, held.person_id, held.ground) == (staff.pk, own.pk, "own")
    assert why(lift_bar, by=abroad, barred=held, until=TODAY) == ["not-yours"]
    assert why(lift_bar, by=dpo, barred=held, until=YESTERDAY) == ["ends-before"]
    assert lift_bar(by=dpo, barred=held, until=TODAY).until == TODAY
    kinds = Act.objects.filter(actor_id=dpo.party).values_list("kind", flat=True)
    assert sorted(kinds) == ["access.bar", "access.lift_bar"]


def test_nobody_lifts_the_bar_from_their_own_case(house, own, dpo):
    other = house.actor("data_protection_officer")
    held = barred(dpo.party, own, ground=BarGround.OWN)
    assert why(lift_bar, by=dpo, barred=held, until=TODAY) == ["not-yours"]
    assert ([*bars_seen_by(dpo)], [*bars_seen_by(other)]) == ([], [held])
    assert why(lift_bar, by=other, barred=held, until=TODAY) == []


def test_only_staff_and_systems_are_barred_and_once(house, own, dpo):
    neighbour = person(house.units["riga"], "neighbour")
    staff = house.member("clerk").pk
    given = {"by": dpo, "person": own.pk, "ground": BarGround.OWN}
    assert why(bar, staff=neighbour.pk, since=TODAY, **given) == ["no-staff"]
    assert why(bar, staff=staff, since=TODAY, **given) == []
    assert why(bar, staff=staff, since=TOMORROW, **given) == ["barred-already"]
    lift_bar(by=dpo, barred=Bar.objects.get(), until=TOMORROW)
    assert why(bar, staff=staff, since=TODAY, **given) == ["barred-already"]
    assert why(bar, staff=staff, since=TOMORROW, **given) == []


def test_bars_are_listed_to_who_may_lift_them(house, own, dpo):
    far = person(house.units["vilnius"], "far")
    clerk, head = house.member("clerk"), house.member("head_of_unit")
    first, second = barred(clerk, own, YESTERDAY), barred(head, own)
    barred(house.member("clerk", "vilnius"), far)
    assert list(bars_seen_by(dpo)) == [second, first]
    assert list(bars_seen_by(actor_for(head, TODAY))) == []


class TestGlass:
    """Broken glass over somebody from whom the reviewer is barred."""

    def test_a_bar_hides_what_colleagues_broke(self, house, own, dpo):
        glass = break_glass(by=house.actor("clerk", "olaine"), person=own.pk, reason=EMERGENCY)
        assert [*glass_to_review(dpo)] == [glass]
        barred(dpo.party, own)
        assert ([*glass_to_review(dpo)], one_glass(dpo, glass.pk)) == ([], None)

    def test_a_bar_hides_the_glass_abroad_of_ones_own_colleague(self, house, own):
        abroad = house.actor("data_protection_officer", "vilnius")
        glass = break_glass(by=house.actor("clerk", "vilnius"), person=own.pk, reason=EMERGENCY)
        assert [*glass_to_review(abroad)] == [glass]
        barred(abroad.party, own)
        assert [*glass_to_review(abroad)] == []

    def test_the_same_reasons_stand_in_the_action(self, house, own, dpo):
        clerk = house.member("clerk", "olaine")
        barred(clerk, own)
        actor = actor_for(clerk, TODAY)
        assert why(break_glass, by=actor, person=own.pk, reason=EMERGENCY) == ["barred"]
        assert why_not(actor, "access.review_glass") == [NO_ROLE]
        glass = break_glass(by=house.actor("clerk"), person=own.pk, reason=EMERGENCY)
        assert why(review_glass, by=actor, glass=glass, review="Mine.") == ["no-role"]


class TestMerge:
    """Records that turn out to be one person's are barred alike."""

    def merged(self, house, kept: Person, *gone: Person) -> None:
        with seen_by(SERVICE):
            for one in gone:
                merge_people(by=SERVICE, kept_id=kept.pk, gone_id=one.pk, reason="one person")

    @pytest.mark.parametrize("known", ["kept", "gone"])
    def test_a_bar_from_either_record_is_one_from_both(self, house, own, known):
        twin, staff = person(house.units["riga"], "twin"), house.member("clerk")
        held = barred(staff, {"kept": own, "gone": twin}[known], YESTERDAY, BarGround.CONFLICT)
        self.merged(house, own, twin)
        assert seen(actor_for(staff, TODAY)) == []
        rows = Bar.objects.values_list("staff_id", "person_id", "ground", "since", "until")
        expected = {(staff.pk, one.pk, "conflict", YESTERDAY, None) for one in (own, twin)}
        assert (set(rows), Bar.objects.count()) == (expected, 2)
        assert held in Bar.objects.all()

    def test_it_goes_on_through_another_merge(self, house, own):
        staff = house.member("clerk")
        middle, last = (person(house.units["riga"], name) for name in ("middle", "last"))
        barred(staff, own)
        self.merged(house, middle, own)
        self.merged(house, last, middle)
        assert seen(actor_for(staff, TODAY)) == []

    def test_a_bar_lifted_before_comes_not_back(self, house, own):
        twin, staff = person(house.units["riga"], "twin"), house.member("clerk")
        lift_bar(by=SERVICE, barred=barred(staff, own, YESTERDAY), until=TODAY)
        self.merged(house, own, twin)
        assert (seen(actor_for(staff, TODAY)), Bar.objects.count()) == (["own", "twin"], 1)

    def test_a_split_leaves_the_bars(self, house, own):
        twin, staff = person(house.units["riga"], "twin"), house.member("clerk")
        barred(staff, own)
        self.merged(house, own, twin)
        with seen_by(SERVICE):
            split_people(by=SERVICE, gone_id=twin.pk, reason="brothers")
        assert (seen(actor_for(staff, TODAY)), Bar.objects.count()) == ([], 2)

    def test_without_a_bar_a_merge_writes_none(self, house, own):
        self.merged(house, own, person(house.units["riga"], "twin"))
        assert Act.objects.filter(kind="access.bar").count() == 0
