"""The broken glass: it opens one record for some hours, and is reviewed."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tilts.casework.people.models import Person
from tilts.platform.access.actions import HOURS, bar, break_glass, lift_bar, review_glass
from tilts.platform.access.authority import NO_ROLE, why_not
from tilts.platform.access.models import BarGround, BrokenGlass
from tilts.platform.access.purposes import derived_purpose
from tilts.platform.access.queries import glass_to_review, one_glass
from tilts.platform.access.reasons import Refused
from tilts.platform.access.signals import glass_broken
from tilts.platform.access.visibility import behind_broken_glass
from tilts.platform.organisation.actions import end_role, give_role
from tilts.platform.organisation.grants import actor_for
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.record.boxes import open_all
from tilts.platform.record.models import Act, Payload

from .people import person, seen

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
TODAY = timezone.localdate()
EMERGENCY = "He is on the bridge and asks for his officer."


@pytest.fixture
def stranger(house) -> Person:
    return person(house.units["jelgava"], "stranger")


def codes(refused) -> list[str]:
    return [reason.code for reason in refused.value.reasons]


def test_the_glass_opens_one_record_to_one_member_of_staff(house, stranger):
    person(house.units["jelgava"], "neighbour")
    officer, colleague = house.actor("prison_officer"), house.actor("prison_officer")
    assert seen(officer) == []
    break_glass(by=officer, person=stranger.pk, reason=EMERGENCY)
    assert (seen(officer), seen(colleague)) == (["stranger"], [])
    assert derived_purpose(officer, stranger.pk) == "broken-glass"


def test_behind_the_glass_one_sees_and_does_not_change(house, stranger):
    clerk = house.actor("clerk")
    break_glass(by=clerk, person=stranger.pk, reason=EMERGENCY)
    assert why_not(clerk, "people.see", stranger.pk) == []
    assert [r.code for r in why_not(clerk, "people.correct", stranger.pk)] == ["out-of-reach"]


def shifted(glass: BrokenGlass, by: timedelta) -> None:
    """The same glass, broken at another time."""
    glass.broken_at, glass.ends_at = glass.broken_at + by, glass.ends_at + by
    with act("test.shift", by=SERVICE):
        glass.save()


def test_the_glass_closes_after_four_hours(house, stranger):
    officer = house.actor("prison_officer")
    glass = break_glass(by=officer, person=stranger.pk, reason=EMERGENCY)
    assert glass.ends_at - glass.broken_at == HOURS == timedelta(hours=4)
    shifted(glass, -HOURS + timedelta(minutes=1))
    assert seen(officer) == ["stranger"]
    shifted(glass, -timedelta(minutes=1))
    assert (seen(officer), derived_purpose(officer, stranger.pk)) == ([], "")


@pytest.mark.parametrize(
    ("after", "is_open"),
    [
        (-timedelta(microseconds=1), False),
        (timedelta(0), True),
        (HOURS - timedelta(microseconds=1), True),
        (HOURS, False),
        (timedelta(days=1), False),
    ],
)
def test_the_glass_is_open_from_its_beginning_to_before_its_end(house, stranger, after, is_open):
    officer = house.actor("prison_officer")
    glass = break_glass(by=officer, person=stranger.pk, reason=EMERGENCY)
    for at in (glass.broken_at, glass.broken_at.replace(microsecond=0)):  # as each is stored
        shifted(glass, at - glass.broken_at)
        opened = [row.person_id for row in behind_broken_glass(officer.party, at + after)]
        assert opened == ([stranger.pk] if is_open else [])


def test_a_glass_of_a_clock_that_ran_ahead_waits(house, stranger):
    officer = house.actor("prison_officer")
    glass = break_glass(by=officer, person=stranger.pk, reason=EMERGENCY)
    shifted(glass, timedelta(minutes=5))
    assert (seen(officer), derived_purpose(officer, stranger.pk)) == ([], "")


def test_the_glass_opens_to_nobody_who_has_left_the_role_in_which_they_broke_it(house, stranger):
    staff = house.member("prison_officer")
    break_glass(by=actor_for(staff, TODAY), person=stranger.pk, reason=EMERGENCY)
    end_role(by=SERVICE, assignment=staff.assignments.get(), until=TODAY)
    assert seen(actor_for(staff, TODAY)) == []
    give_role(by=SERVICE, staff=staff, role="analyst", since=TODAY)
    assert seen(actor_for(staff, TODAY)) == []
    give_role(by=SERVICE, staff=staff, role="facilitator", since=TODAY)
    assert seen(actor_for(staff, TODAY)) == ["stranger"]


def test_behind_the_glass_no_wall_opens(house, stranger):
    head = house.actor("head_of_unit")
    break_glass(by=head, person=stranger.pk, reason=EMERGENCY)
    walls = ("people.open_health", "people.open_victims", "proceedings.open_sexual")
    found = {code: [r.code for r in why_not(head, code, stranger.pk)] for code in walls}
    assert found == {code: ["out-of-reach"] for code in walls}


def test_a_second_glass_begins_anew_and_leaves_the_first(house, stranger):
    officer = house.actor("prison_officer")
    first = break_glass(by=officer, person=stranger.pk, reason=EMERGENCY)
    shifted(first, -HOURS)
    assert seen(officer) == []
    break_glass(by=officer, person=stranger.pk, reason=EMERGENCY)
    assert (seen(officer), BrokenGlass.objects.count()) == (["stranger"], 2)


def test_nobody_reviews_their_own_glass(house, stranger):
    """Not even who holds both roles."""
    staff = house.member("clerk")
    give_role(by=SERVICE, staff=staff, role="data_protection_officer", since=TODAY)
    both = actor_for(staff, TODAY)
    glass = break_glass(by=both, person=stranger.pk, reason=EMERGENCY)
    with pytest.raises(Refused) as refused:
        review_glass(by=both, glass=glass, review="I was right.")
    assert codes(refused) == ["own-glass"]
    glass.refresh_from_db()
    assert (glass.reviewed_at, glass.review) == (None, "")


def test_a_review_stays(house, stranger):
    glass = break_glass(by=house.actor("clerk"), person=stranger.pk, reason=EMERGENCY)
    first, second = (house.actor("data_protection_officer") for _ in range(2))
    review_glass(by=first, glass=glass, review="Without need: the head was told.")
    with pytest.raises(Refused) as refused:
        review_glass(by=second, glass=glass, review="All fine.")
    assert codes(refused) == ["reviewed"]
    glass.refresh_from_db()
    assert (glass.review, glass.reviewed_by_id) == (
        "Without need: the head was told.",
        first.party,
    )


@pytest.mark.parametrize("reason", ["", "   ", "He needs help.", " " * 30 + "short"])
def test_a_reason_that_says_nothing_does_not_break_it(house, stranger, reason):
    with pytest.raises(Refused) as refused:
        break_glass(by=house.actor("prison_officer"), person=stranger.pk, reason=reason)
    assert codes(refused) == ["reason-short"]
    assert str(refused.value.reasons[0].text) == (
        "Say in a sentence what the emergency is: at least 20 characters."
    )
    assert BrokenGlass.objects.count() == 0


def test_the_glass_holds_for_who_is_barred_until_the_bar_is_lifted(house, stranger):
    officer, dpo = house.actor("prison_officer"), house.actor("data_protection_officer")
    ground = BarGround.CONFLICT
    barred = bar(by=dpo, staff=officer.party, person=stranger.pk, ground=ground, since=TODAY)
    with pytest.raises(Refused) as refused:
        break_glass(by=officer, person=stranger.pk, reason="too short")
    assert codes(refused) == ["reason-short", "barred"]
    lift_bar(by=dpo, barred=barred, until=TODAY)
    assert break_glass(by=officer, person=stranger.pk, reason=EMERGENCY).staff_id == officer.party


def test_a_bar_closes_a_glass_that_is_broken_already(house, stranger):
    officer, dpo = house.actor("prison_officer"), house.actor("data_protection_officer")
    break_glass(by=officer, person=stranger.pk, reason=EMERGENCY)
    bar(by=dpo, staff=officer.party, person=stranger.pk, ground=BarGround.OWN, since=TODAY)
    assert seen(officer) == []


def test_who_has_no_role_for_it_breaks_no_glass(house, stranger):
    with pytest.raises(Refused) as refused:
        break_glass(by=house.administrator, person=stranger.pk, reason=EMERGENCY)
    assert refused.value.reasons == [NO_ROLE]


def test_somebody_is_told_and_it_is_on_the_record(house, stranger):
    told: list[tuple[BrokenGlass, str]] = []

    def listen(glass, by, **kwargs):
        told.append((glass, by.name))

    officer = house.actor("prison_officer")
    glass_broken.connect(listen)
    glass = break_glass(by=officer, person=stranger.pk, reason=f"  {EMERGENCY} ")
    glass_broken.disconnect(listen)
    assert told == [(glass, "Ilze Kalna")]
    written = Payload.objects.get(act__kind="access.break_glass")
    assert written.subject_id == stranger.pk
    body = open_all([written])[written.pk]
    assert body is not None
    assert body["changes"][0]["after"]["reason"] == EMERGENCY


def test_the_officer_reviews_what_is_not_reviewed_first(house, stranger):
    officer, dpo = house.actor("prison_officer"), house.actor("data_protection_officer")
    first = break_glass(by=officer, person=stranger.pk, reason=EMERGENCY)
    second = break_glass(by=officer, person=stranger.pk, reason=EMERGENCY)
    review_glass(by=dpo, glass=second, review="The police confirmed it.")
    kept = one_glass(dpo, second.pk)
    assert kept is not None
    assert (kept.review, kept.reviewed_by_id) == ("The police confirmed it.", dpo.party)
    assert [glass.pk for glass in glass_to_review(dpo)] == [first.pk, second.pk]
    assert Act.objects.filter(kind="access.review_glass").count() == 1


def test_only_who_protects_data_reviews(house, stranger):
    officer = house.actor("prison_officer")
    glass = break_glass(by=officer, person=stranger.pk, reason=EMERGENCY)
    with pytest.raises(Refused):
        review_glass(by=officer, glass=glass, review="I was right.")
    dpo = house.actor("data_protection_officer")
    kept = one_glass(dpo, glass.pk)
    assert kept is not None
    assert kept.reviewed_at is None
    assert one_glass(dpo, stranger.pk) is None


def test_glass_over_strangers_is_not_seen_abroad(house, stranger):
    """Unless it was one's own colleague who broke it."""
    elsewhere = house.actor("data_protection_officer", "vilnius")
    broken = [
        break_glass(by=house.actor("clerk", unit), person=stranger.pk, reason=EMERGENCY)
        for unit in ("riga", "vilnius")
    ]
    assert [one_glass(elsewhere, glass.pk) for glass in broken] == [None, broken[1]]
    assert [*glass_to_review(elsewhere)] == [broken[1]]


@pytest.mark.parametrize(
    "wrong", [{"ends_at": timezone.now() - timedelta(days=1)}, {"reviewed_at": timezone.now()}]
)
def test_the_database_knows_what_a_glass_is(house, stranger, wrong):
    glass = break_glass(by=house.actor("clerk"), person=stranger.pk, reason=EMERGENCY)
    for name, value in wrong.items():
        setattr(glass, name, value)
    with pytest.raises(IntegrityError), transaction.atomic(), act("test.wrong", by=SERVICE):
        glass.save()
