"""Addresses of the pages about access."""

from django.urls import path

from . import views

app_name = "access"
urlpatterns = [
    path("roles/", views.role_table, name="roles"),
    path("purpose/<uuid:person_id>/", views.answer_purpose, name="purpose"),
    path("glasses/", views.glasses, name="glasses"),
    path("glasses/<uuid:glass_id>/", views.review, name="review"),
]
