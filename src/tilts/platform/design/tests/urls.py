"""Addresses for this room's tests."""

from django.urls import include, path

urlpatterns = [
    path("design/", include("tilts.platform.design.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
]
