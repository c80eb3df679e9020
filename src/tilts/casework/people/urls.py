"""Addresses of the people room. A person stands in them by id, never by a code."""

from django.urls import path

from .views import barring, ending, finding, keeping, pairing, protecting, standing

app_name = "people"
urlpatterns = [
    path("", finding.people, name="list"),
    path("register/", keeping.register, name="register"),
    path("break-glass/", finding.break_the_glass, name="break_glass"),
    path("<uuid:person_id>/identity/", keeping.identity, name="identity"),
    path("<uuid:person_id>/correct/", keeping.correct, name="correct"),
    path("<uuid:person_id>/add/<slug:kind>/", keeping.add_detail, name="add"),
    path("<uuid:person_id>/add-code/", keeping.add_code, name="add_code"),
    path("<uuid:person_id>/death/", standing.note_death, name="death"),
    path("<uuid:person_id>/error/", standing.entered_in_error, name="error"),
    path("<uuid:person_id>/restore/", standing.restore, name="restore"),
    path("<uuid:person_id>/bars/", barring.bars, name="bars"),
    path("<uuid:person_id>/bars/<int:fact_id>/lift/", barring.lift, name="lift_bar"),
    path("<uuid:person_id>/twins/", pairing.twins, name="twins"),
    path("<uuid:person_id>/split/", pairing.split, name="split"),
    path("<uuid:person_id>/end/<slug:kind>/<int:fact_id>/", ending.end_fact, name="end"),
    path("<uuid:person_id>/health/", protecting.health, name="health"),
    path("<uuid:person_id>/health/add/", protecting.add_health, name="add_health"),
    path("<uuid:person_id>/health/end/<int:fact_id>/", protecting.end_health, name="end_health"),
    path("<uuid:person_id>/victims/", protecting.victims, name="victims"),
    path("<uuid:person_id>/victims/add/", protecting.add_victim, name="add_victim"),
    path("<uuid:person_id>/victims/end/<int:fact_id>/", protecting.end_victim, name="end_victim"),
]
