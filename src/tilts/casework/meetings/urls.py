"""Addresses of meetings, by id only."""

from django.urls import path

from . import views

app_name = "meetings"
urlpatterns = [
    path("<uuid:person_id>/meetings/", views.of, name="of"),
    path("<uuid:person_id>/meetings/plan/", views.plan, name="plan"),
    path("meetings/<uuid:conference_id>/", views.one, name="one"),
    path("meetings/<uuid:conference_id>/invite/", views.invite, name="invite"),
    path("meetings/<uuid:conference_id>/time/", views.reschedule, name="reschedule"),
    path("meetings/<uuid:conference_id>/hold/", views.hold, name="hold"),
    path("meetings/<uuid:conference_id>/minutes/", views.minutes, name="minutes"),
    path("meetings/<uuid:conference_id>/decide/", views.decide, name="decide"),
    path("meetings/<uuid:conference_id>/print/", views.printed, name="print"),
    path("meetings/<uuid:conference_id>/move/<slug:code>/", views.move, name="move"),
    path("meetings/decisions/<uuid:decision_id>/", views.decision, name="decision"),
]
