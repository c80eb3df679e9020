"""Addresses for this room's tests: its own, and a name for each place that the shell links to."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import include, path


def page(request):
    """A page with a form: an empty text is shown again, any other is accepted."""
    if request.method == "POST" and request.POST.get("text"):
        return redirect("/note/")
    return render(request, "design/narrow.html")


def place(*names: str, app: str):
    urls = [path(f"{app}/{name}/", lambda request: HttpResponse(), name=name) for name in names]
    return path("", include((urls, app)))


urlpatterns = [
    path("", page),
    path("note/", page),
    path("sign/", include("tilts.doors.web.signin.urls")),
    path("drafts/", include("tilts.doors.web.drafts.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    place("my_day", app="web"),
    place("list", app="people"),
    place("list", app="gatherings"),
    place("list", app="programmes"),
    place("list", app="court_reports"),
    place("list", app="community_service"),
    place("unit", app="allocation"),
    place("glasses", "roles", app="access"),
    place("search", app="inspection"),
    place("list", app="erasure"),
    place("units", app="organisation"),
    place("machines", app="workflow"),
    place("instruments", app="forms"),
    place("list", app="forecasts"),
    place("list", app="notices"),
]
