"""Addresses of gatherings, by id only."""

from django.urls import path

from .views import apart, calendar, enrolments, listing, movements, places, sessions, steps
from .views import series as of_series

app_name = "gatherings"
SERIES, SESSION = "<uuid:series_id>/", "sessions/<uuid:session_id>/"
ENROLMENT = "enrolments/<uuid:enrolment_id>/"
urlpatterns = [
    path("", listing.listed, name="list"),
    path("open/", listing.opened, name="open"),
    path("movements/", movements.movements, name="movements"),
    path("elsewhere/", movements.elsewhere, name="elsewhere"),
    path("places/", places.listed, name="places"),
    path("places/add/", places.added, name="add_place"),
    path("places/<uuid:place_id>/close/", places.closed, name="close_place"),
    path("apart/", apart.listed, name="apart"),
    path("apart/add/", apart.kept, name="keep_apart"),
    path("apart/<uuid:apart_id>/end/", apart.ended, name="end_apart"),
    path("calendar/", calendar.mine, name="my_calendar"),
    path("calendar/<str:token>.ics", calendar.feed, name="feed"),
    path(SERIES, of_series.series, name="series"),
    path(f"{SERIES}schedule/", of_series.schedule, name="schedule"),
    path(f"{SERIES}reschedule/", of_series.reschedule, name="reschedule"),
    path(f"{SERIES}sessions/", steps.add_session, name="add_session"),
    path(f"{SERIES}enrol/", enrolments.enrol, name="enrol"),
    path(f"{SERIES}leaders/", steps.add_leader, name="add_leader"),
    path(f"{SERIES}leaders/replace/", steps.replace_leader, name="replace_leader"),
    path(f"{SERIES}places/", steps.set_capacity, name="set_capacity"),
    path(f"{SERIES}close/", steps.close, name="close"),
    path(SESSION, sessions.session, name="session"),
    path(f"{SESSION}paper/", sessions.paper, name="paper"),
    path(f"{SESSION}move/", steps.move, name="move"),
    path(f"{SESSION}cancel/", steps.cancel, name="cancel"),
    path(f"{SESSION}cover/", steps.cover, name="cover"),
    path(ENROLMENT, enrolments.enrolment, name="enrolment"),
    path(f"{ENROLMENT}calendar/", calendar.theirs, name="calendar"),
    path(f"{ENROLMENT}end/", steps.end, name="end"),
    path(f"{ENROLMENT}transfer/", steps.transfer, name="transfer"),
]
