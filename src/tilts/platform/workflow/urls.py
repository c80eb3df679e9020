"""Addresses of the pages about cases and work."""

from django.urls import path

from . import views

app_name = "workflow"
urlpatterns = [
    path("machines/", views.machine_list, name="machines"),
    path("machines/<str:kind>/", views.machine, name="machine"),
    path("work/<uuid:item_id>/take/", views.take, name="take"),
    path("work/<uuid:item_id>/done/", views.done, name="done"),
    path("jobs/", views.jobs, name="jobs"),
]
