"""Addresses of quality."""

from django.urls import path

from .views import drawing, reading

app_name = "quality"
DRAWN = "drawn/<uuid:drawn_id>/"
READING = "readings/<uuid:reading_id>/"
urlpatterns = [
    path("", drawing.monitoring, name="monitoring"),
    path("plan/", drawing.plan, name="plan"),
    path("draws/<uuid:draw_id>/", drawing.draw, name="draw"),
    path(DRAWN, reading.one, name="drawn"),
    path(f"{DRAWN}read/", reading.begin, name="begin"),
    path(f"{DRAWN}move/<str:code>/", reading.moved, name="move"),
    path(f"{READING}finish/", reading.finish, name="finish"),
    path(f"{READING}<str:name>/", reading.section, name="section"),
]
