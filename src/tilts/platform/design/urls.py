"""Addresses of the style page. They need no database."""

from django.urls import path

from . import views

app_name = "design"
urlpatterns = [
    path("", views.style, name="style"),
    path("my-day/", views.my_day, name="my_day"),
    path("person/", views.person, name="person"),
    path("narrow/", views.narrow, name="narrow"),
]
