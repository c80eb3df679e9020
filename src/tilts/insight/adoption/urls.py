"""Addresses of adoption."""

from django.urls import path

from . import views

app_name = "adoption"
TOOL = "<slug:tool_kind>/<slug:tool>/"
urlpatterns = [
    path("", views.listed, name="list"),
    path("table.<slug:kind>", views.download, name="download"),
    path(TOOL, views.tool, name="tool"),
    path(f"{TOOL}table.<slug:kind>", views.tool_file, name="tool_file"),
    path(f"{TOOL}<slug:way>/", views.uses, name="uses"),
]
