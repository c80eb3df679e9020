"""Addresses of notices."""

from django.urls import path

from . import views

app_name = "notices"
urlpatterns = [
    path("", views.notice_list, name="list"),
    path("read/", views.read, name="read"),
    path("hours/", views.hours, name="hours"),
    path("mails/", views.mails, name="mails"),
    path("mails/retry/", views.retry, name="retry_mails"),
    path("mails/<uuid:delivery_id>/retry/", views.retry, name="retry_mail"),
    path("mails/<uuid:delivery_id>/stop/", views.stop, name="stop_mail"),
]
