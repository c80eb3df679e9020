"""Addresses of supervision, below a person."""

from django.urls import path

from . import views

app_name = "supervision"
urlpatterns = [
    path("<uuid:person_id>/contacts/", views.contacts, name="contacts"),
    path("<uuid:person_id>/contacts/record/", views.record, name="record"),
    path("<uuid:person_id>/contacts/<uuid:note_id>/withdraw/", views.withdraw, name="withdraw"),
]
