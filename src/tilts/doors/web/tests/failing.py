"""The service's addresses, and some where everything goes wrong."""

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpResponse
from django.urls import path

from tilts.doors.web import urls
from tilts.doors.web.urls import handler400, handler403, handler404, handler500

SECRET = "Zvirbulēns 160190-10012"


def fails(request):
    name = SECRET
    raise ValueError(f"{name} has no file")


def forbids(request):
    raise PermissionDenied(SECRET)


def cannot_read(request):
    raise BadRequest(SECRET)


def takes(request):
    return HttpResponse("taken")


def here(address):
    return [
        path(f"{address}fails/", fails),
        path(f"{address}forbids/", forbids),
        path(f"{address}cannot-read/", cannot_read),
        path(f"{address}takes/", takes),
    ]


urlpatterns = [*here(""), *here("api/v1/"), *urls.urlpatterns]
__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
