"""Addresses of home visits, by id only."""

from django.urls import path

from .views import reading, writing

app_name = "visits"
urlpatterns = [
    path("<uuid:person_id>/visits/", reading.of, name="of"),
    path("<uuid:person_id>/visits/plan/", writing.plan, name="plan"),
    path("visits/<uuid:visit_id>/", reading.one, name="one"),
    path("visits/<uuid:visit_id>/move/<slug:code>/", writing.moved, name="move"),
    path("visits/<uuid:visit_id>/<slug:step>/", writing.step, name="step"),
]
