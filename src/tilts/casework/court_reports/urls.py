"""Addresses of reports, by id only."""

from django.urls import path

from .views import reading, steps, victims, writing

app_name = "court_reports"
PERSON = "people/<uuid:person_id>/"
ONE = "<uuid:report_id>/"
urlpatterns = [
    path("", reading.listed, name="list"),
    path("newcomer/", reading.newcomer, name="newcomer"),
    path(PERSON, reading.of, name="of"),
    path(f"{PERSON}request/", reading.request_report, name="request"),
    path(ONE, reading.one, name="one"),
    path(f"{ONE}whole/", reading.whole, name="whole"),
    path(f"{ONE}summary/", reading.summary, name="summary"),
    path(f"{ONE}assign/", steps.assign, name="assign"),
    path(f"{ONE}pass-on/", steps.pass_on, name="pass_on"),
    path(f"{ONE}arrange/", steps.arrange, name="arrange"),
    path(f"{ONE}interview/", steps.interview, name="interview"),
    path(f"{ONE}attempt/", steps.attempt, name="attempt"),
    path(f"{ONE}no-interview/", steps.no_interview, name="no_interview"),
    path(f"{ONE}review/", steps.review, name="review"),
    path(f"{ONE}sign/", steps.sign, name="sign"),
    path(f"{ONE}word/", steps.word, name="word"),
    path(f"{ONE}send/", steps.send, name="send"),
    path(f"{ONE}move/<slug:code>/", steps.moved, name="move"),
    path(f"{ONE}name/<slug:language>/<slug:form>/", steps.name_form, name="name_form"),
    path(f"{ONE}victims/", victims.victims, name="victims"),
    path(f"{ONE}victims/invite/", victims.invite, name="invite"),
    path(f"{ONE}victims/waive/", victims.waive, name="waive"),
    path("voices/<uuid:voice_id>/", victims.voice, name="voice"),
    path(f"{ONE}sections/<slug:section>/", writing.section, name="section"),
    path("paragraphs/<uuid:paragraph_id>/", writing.paragraph, name="paragraph"),
    path("paragraphs/<uuid:paragraph_id>/remove/", writing.remove, name="remove"),
]
