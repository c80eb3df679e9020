"""Addresses of plans, by id only."""

from django.urls import path

from .views import reading, writing

app_name = "plans"
urlpatterns = [
    path("<uuid:person_id>/plan/", reading.of, name="of"),
    path("<uuid:person_id>/plan/begin/", writing.begin, name="begin"),
    path("plans/<uuid:plan_id>/", reading.one, name="one"),
    path("plans/<uuid:plan_id>/compare/", reading.compare, name="compare"),
    path("plans/<uuid:plan_id>/print/", reading.printed, name="print"),
    path("plans/<uuid:plan_id>/goal/", writing.add_goal, name="add_goal"),
    path("plans/<uuid:plan_id>/answer/", writing.answer, name="answer"),
    path("plans/<uuid:plan_id>/move/<slug:code>/", writing.moved, name="move"),
    path("goals/<uuid:goal_id>/", writing.change_goal, name="goal"),
    path("goals/<uuid:goal_id>/remove/", writing.remove_goal, name="remove_goal"),
    path("goals/<uuid:goal_id>/progress/", writing.progress, name="progress"),
]
