"""Addresses of notices."""

from django.urls import path

from . import views

app_name = "notices"
urlpatterns = [
    path("", views.notice_list, name="list"),
    path("read/", views.read, name="read"),
    path("mails/", views.mails, name="mails"),
    path("mails/retry/", views.retry, name="retry_mails"),
]
