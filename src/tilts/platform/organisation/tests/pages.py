"""Addresses for the tests of platform pages, with stand-ins for those of rooms above."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from tilts.platform.access.doors import door
from tilts.platform.access.purposes import PurposeWanted
from tilts.platform.access.reasons import Reason, Refused
from tilts.platform.access.rules import SEE_ROLES


def elsewhere(request: HttpRequest, **kwargs: object) -> HttpResponse:
    """A page of another room."""
    return HttpResponse("elsewhere")


@door(SEE_ROLES)
def refused(request: HttpRequest) -> HttpResponse:
    """A page whose action refuses."""
    raise Refused([Reason("too-late", "It is too late: the day is over.")])


@door(SEE_ROLES)
def asks(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """A page that wants a purpose."""
    raise PurposeWanted(person_id)


people = ([path("glass/", elsewhere, name="break_glass")], "people")
web = ([path("<uuid:pk>/", elsewhere, name="person")], "web")

urlpatterns = [
    path("organisation/", include("tilts.platform.organisation.urls")),
    path("access/", include("tilts.platform.access.urls")),
    path("glass/", include(people)),
    path("person/", include(web)),
    path("login/", elsewhere, name="account_login"),
    path("refused/", refused),
    path("asks/<uuid:person_id>/", asks),
    path("i18n/", include("django.conf.urls.i18n")),
]
