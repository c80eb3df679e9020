"""Every request has an actor, or none, and reads what that actor may see."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone
from django_scopes.exceptions import ScopeError

from tilts.casework.people.models import Person
from tilts.platform.access.tests.people import one_in_each
from tilts.platform.organisation.actions import end_role, open_account, shut_account
from tilts.platform.organisation.grants import actor_for
from tilts.platform.organisation.middleware import ActorMiddleware, actor_behind
from tilts.platform.parties.actors import SERVICE

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def asking(user):
    """A request of somebody."""
    request = RequestFactory().get("/")
    request.user = user
    return request


def whom(user) -> list[str]:
    """The people whom a view of this request reads."""
    seen: list[str] = []

    def view(request) -> HttpResponse:
        seen.extend(sorted(Person.objects.values_list("family", flat=True)))
        return HttpResponse("read")

    assert ActorMiddleware(view)(asking(user)).content == b"read"
    return seen


def test_a_view_reads_what_who_is_signed_in_may_see(house):
    one_in_each(house.units)
    account = open_account(by=SERVICE, staff=house.member("prison_officer", "riga"))
    assert whom(account) == ["riga", "riga_w1"]
    assert whom(AnonymousUser()) == []
    with pytest.raises(ScopeError):
        Person.objects.count()


def test_the_actor_is_who_is_signed_in_with_the_roles_of_today(house):
    staff = house.member("clerk")
    account = open_account(by=SERVICE, staff=staff)
    assert actor_behind(asking(account)) == actor_for(staff, timezone.localdate())
    end_role(by=SERVICE, assignment=staff.assignments.get(), until=timezone.localdate())
    roleless = actor_behind(asking(account))
    assert (roleless and roleless.grants, whom(account)) == ((), [])


def test_a_shut_account_has_no_actor(house):
    one_in_each(house.units)
    account = open_account(by=SERVICE, staff=house.member("inspector"))
    assert len(whom(account)) == 5
    shut = shut_account(by=SERVICE, account=account)
    assert (actor_behind(asking(shut)), whom(shut)) == (None, [])


def test_nobody_signed_in_is_no_actor():
    assert actor_behind(asking(AnonymousUser())) is None
