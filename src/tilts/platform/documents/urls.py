"""Addresses of documents. They stand in them by id, never by a name."""

from django.urls import path

from . import views

app_name = "documents"
urlpatterns = [path("<uuid:document_id>/", views.document, name="document")]
