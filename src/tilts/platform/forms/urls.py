"""Addresses of the instruments."""

from django.urls import path

from . import views

app_name = "forms"
urlpatterns = [
    path("", views.instruments, name="instruments"),
    path("<slug:instrument>/<path:version>/decide/", views.decide, name="decide"),
    path("<slug:instrument>/<path:version>/", views.instrument, name="instrument"),
]
