"""Addresses of statistics."""

from django.urls import path

from . import views

app_name = "statistics"
urlpatterns = [
    path("assessments/", views.assessments, name="assessments"),
    path("assessments/table.<slug:kind>", views.download, name="download"),
    path("assessments/people/", views.people, name="people"),
    path("assessments/overdue/", views.overdue, name="overdue"),
]
