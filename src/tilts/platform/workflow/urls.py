"""Addresses of the pages about cases and work."""

from django.urls import path

from . import views

app_name = "workflow"
urlpatterns = [
    path("machines/", views.machine_list, name="machines"),
    path("machines/<str:kind>/", views.machine, name="machine"),
    path("jobs/", views.jobs, name="jobs"),
]
