"""Addresses of the pages about who is whose officer."""

from django.urls import path

from . import views

app_name = "allocation"
urlpatterns = [
    path("", views.unit, name="unit"),
    path("officers/<uuid:staff_id>/", views.officer, name="officer"),
]
