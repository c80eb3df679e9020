"""Address of the drafts."""

from django.urls import path

from .views import drafts

app_name = "drafts"
urlpatterns = [path("", drafts, name="drafts")]
