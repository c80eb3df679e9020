"""Who must not meet whom: found, noted with a reason, listed for those who see both, ended."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tilts.casework.people.actions import Identity, register_person
from tilts.casework.people.pairs import merge_people
from tilts.doors.api.tests.callers import browser, told
from tilts.platform.access.actions import bar
from tilts.platform.access.models import BarGround
from tilts.platform.access.scoped import seen_by
from tilts.platform.access.tests.people import person
from tilts.platform.gatherings.actions import end_apart, keep_apart
from tilts.platform.gatherings.models import Apart
from tilts.platform.gatherings.queries import pairs_apart
from tilts.platform.gatherings.tests.groups import read
from tilts.platform.gatherings.tests.groups import told as refused
from tilts.platform.gatherings.tests.pages import Visitor, text
from tilts.platform.organisation.tests.house import LONG_AGO
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.models import Consultation, Shown, Way

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
TOMORROW = TODAY + timedelta(days=1)
WHY = "A fight on the stairs"


@pytest.fixture
def two(groups):
    """Two people of Riga."""
    return [groups.somebody(family) for family in ("Egle", "Kalns")]


@pytest.fixture
def pair(two):
    """They must not meet."""
    return apart(*two)


@pytest.fixture
def head(house):
    return Visitor(house.member("head_of_unit"))


def apart(one, other, **more) -> Apart:
    return keep_apart(by=SERVICE, one=one, other=other, **{"since": LONG_AGO, **more})


def looked_at(about: str) -> set[object]:
    """Everybody of whom a look of this kind is written."""
    rows = Shown.objects.filter(consultation__about=about)
    return set(rows.values_list("person_id", flat=True))


class TestNoting:
    """Both are found, and the reason is said."""

    def sent(self, two, **more):
        one, other = two
        return {"one": one, "other": other, "because": WHY, "since": TODAY, **more}

    def test_both_are_found_by_their_names(self, house, head):
        riga = house.units["riga"]
        two = [
            register_person(by=SERVICE, unit=riga, who=Identity(family=family, given="Juris")).pk
            for family in ("Egle", "Kalns")
        ]
        page = head.get("keep_apart", q="Egle", **{"with": "Kalns"})
        fields = page.context["form"].fields
        found = [[key for key, _name in fields[name].choices] for name in ("one", "other")]
        assert found == [[str(one)] for one in two]
        assert looked_at("gatherings") == set(two)
        assert Consultation.objects.get(about="gatherings").way == Way.SEARCH

    def test_nothing_is_asked_before_both_are_found(self, head, two):
        for query in ({}, {"q": "Egle"}, {"with": "Kalns"}):
            page = head.get("keep_apart", **query)
            assert (page.status_code, 'name="because"' in page.content.decode()) == (200, False)
        said = text(head.get("keep_apart", q="Egle", **{"with": "Nobody of this name"}))
        assert "Nobody of that name is in sight." in said

    def test_colleagues_are_not_found(self, head, house):
        house.member("prison_officer")
        page = head.get("keep_apart", q="Kalna", **{"with": "Kalna"})
        assert page.context["form"].fields["one"].choices == []

    def test_it_is_noted_until_further_notice(self, head, two):
        done = head.send("keep_apart", **self.sent(two))
        assert (done.status_code, done.headers["Location"]) == (302, reverse("gatherings:apart"))
        row = Apart.objects.get()
        assert (row.one_id, row.other_id) == tuple(sorted(two))
        assert (row.since, row.until) == (TODAY, None)

    def test_it_is_noted_for_a_time(self, head, two):
        head.send("keep_apart", **self.sent(two, until=TOMORROW))
        assert Apart.objects.get().until == TOMORROW

    def test_the_reason_is_wanted_and_shown_on_no_list(self, head, two):
        assert "This field is required." in head.refused("keep_apart", **self.sent(two, because=""))
        head.send("keep_apart", **self.sent(two))
        assert WHY not in text(head.get("apart"))

    def test_nobody_is_kept_from_themselves(self, head, two):
        one, _other = two
        said = head.refused("keep_apart", **self.sent([one, one]))
        assert "Choose two different people." in said

    def test_it_does_not_end_before_it_begins(self, head, two):
        said = head.refused("keep_apart", **self.sent(two, until=TODAY - timedelta(days=1)))
        assert "The end lies before the beginning." in said
        assert Apart.objects.count() == 0

    def test_people_out_of_reach_are_refused(self, house, head, two):
        far = person(house.units["olaine"], "Far").pk
        answer = head.send("keep_apart", **self.sent([two[0], far]))
        assert answer.status_code == 422
        assert Apart.objects.count() == 0

    def test_once_is_enough_as_long_as_it_lasts(self, two):
        one, other = two
        apart(one, other, until=TOMORROW)
        assert refused(lambda: apart(other, one, since=TODAY)) == ["apart-already"]
        apart(other, one, since=TOMORROW)
        assert read(lambda: apart(one, other, since=TOMORROW)) == [
            "It is noted already that these two must not meet."
        ]


class TestList:
    """Those now or later, of whom both are in sight."""

    def test_both_are_named_with_their_pages_and_have_been_looked_at(self, head, two, pair):
        page = head.get("apart")
        for words in ("Egle", "Kalns", "1 January 2020"):
            assert words in text(page)
        for one in two:
            assert reverse("web:person", args=[one]) in page.content.decode()
        assert looked_at("gatherings.apart") == set(two)

    def test_what_is_over_is_gone_and_what_has_an_end_is_not_ended_twice(self, groups, head, two):
        over, ending = apart(*two), apart(two[0], groups.somebody())
        end_apart(by=SERVICE, apart=over, until=TODAY)
        end_apart(by=SERVICE, apart=ending, until=TOMORROW)
        page = head.get("apart")
        assert [line["row"] for line in page.context["rows"]] == [ending]
        assert reverse("gatherings:end_apart", args=[ending.pk]) not in page.content.decode()

    def test_it_says_when_there_is_nobody(self, head):
        assert "Nobody is noted here." in text(head.get("apart"))
        assert Consultation.objects.filter(about="gatherings.apart").count() == 0

    def test_one_of_the_two_in_sight_is_not_enough(self, house, groups, head, two):
        far = person(house.units["olaine"], "Far").pk
        row = apart(two[0], far)
        assert "Nobody is noted here." in text(head.get("apart"))
        assert head.get("end_apart", row.pk).status_code == 404
        other = Visitor(house.member("head_of_unit", "olaine"))
        assert "Nobody is noted here." in text(other.get("apart"))

    @pytest.mark.parametrize("which", [0, 1])
    def test_who_is_barred_from_either_does_not_see_it(self, house, two, pair, which):
        staff = house.member("head_of_unit")
        whom = sorted(two)[which]
        bar(by=SERVICE, staff=staff.pk, person=whom, ground=BarGround.OWN, since=TODAY)
        assert "Nobody is noted here." in text(Visitor(staff).get("apart"))

    def test_nobody_sees_it_without_a_reader(self, pair):
        with seen_by(None):
            assert list(pairs_apart()) == []

    def test_a_merged_record_is_named_as_well(self, groups, head, two, pair):
        merge_people(by=SERVICE, kept_id=groups.somebody(), gone_id=two[0], reason="Same code")
        assert len(head.get("apart").context["rows"]) == 1


class TestEnding:
    """They may meet again."""

    def test_from_a_day_on(self, head, two, pair):
        page = text(head.get("end_apart", pair.pk))
        assert "Egle – Kalns" in page or "Kalns – Egle" in page
        assert looked_at("gatherings.apart") == set(two)
        assert head.send("end_apart", pair.pk, until=TOMORROW).status_code == 302
        pair.refresh_from_db()
        assert pair.until == TOMORROW

    def test_both_are_within_reach_of_who_says_so(self, house, two):
        far = person(house.units["olaine"], "Far").pk
        head = house.actor("head_of_unit")
        for one in two:
            row = apart(one, far)
            assert refused(lambda row=row: end_apart(by=head, apart=row, until=TODAY)) == [
                "not-yours"
            ]


class TestApi:
    """The same for a client."""

    def test_they_are_noted_listed_and_ended(self, house, two):
        head = browser(house.member("head_of_unit"))
        one, other = (str(key) for key in sorted(two))
        sent = {"one": other, "other": one, "because": WHY, "since": str(TODAY)}
        made = head.post("/gatherings/apart", sent)
        assert made.status_code == 201, made.content
        key = made.json()["id"]
        row = {"id": key, "one": one, "other": other, "since": str(TODAY), "until": None}
        status, page = told(head.get("/gatherings/apart"))
        assert (status, page["items"]) == (200, [row])
        look = Consultation.objects.get(about="gatherings.apart")
        assert (look.way, looked_at("gatherings.apart")) == (Way.API, set(two))
        ending = head.post(f"/gatherings/apart/{key}/end", {"until": str(TOMORROW)})
        assert ending.status_code == 201
        assert told(head.get("/gatherings/apart"))[1]["items"] == [{**row, "until": str(TOMORROW)}]

    def test_a_pair_out_of_sight_is_not_there(self, house, pair):
        far = browser(house.member("head_of_unit", "olaine"))
        assert told(far.get("/gatherings/apart"))[1]["items"] == []
        ending = far.post(f"/gatherings/apart/{pair.pk}/end", {"until": str(TODAY)})
        assert ending.status_code == 404
