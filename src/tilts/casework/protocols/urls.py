"""Addresses in the moment, by id only."""

from django.urls import path

from .views import reading, writing

app_name = "protocols"
urlpatterns = [
    path("<uuid:person_id>/moment/", reading.of, name="of"),
    path("<uuid:person_id>/moment/begin/", writing.begin, name="begin"),
    path("occurrences/<uuid:occurrence_id>/", reading.one, name="one"),
    path("occurrences/<uuid:occurrence_id>/move/<slug:code>/", writing.moved, name="move"),
    path("occurrences/steps/<uuid:step_id>/", writing.step, name="step"),
    path("occurrences/takings/<uuid:taking_id>/undo/", writing.undo, name="undo"),
]
