"""Addresses of the register of forecasting models, by id only."""

from django.urls import path

from .views import reading, steps

app_name = "forecasts"
ONE = "<uuid:model_id>/"
urlpatterns = [
    path("", reading.listed, name="list"),
    path("register/instrument/", steps.register_instrument, name="register_instrument"),
    path("register/trained/", steps.register_trained, name="register_trained"),
    path(ONE, reading.one, name="one"),
    path(f"{ONE}validate/", steps.validate, name="validate"),
    path(f"{ONE}use/", steps.decide_for, name="decide_for"),
    path(f"{ONE}not-use/", steps.decide_against, name="decide_against"),
    path(f"{ONE}move/<slug:code>/", steps.moved, name="move"),
]
