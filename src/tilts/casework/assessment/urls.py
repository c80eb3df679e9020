"""Addresses of assessment, below those of people."""

from django.urls import path

from .views import answering, printing, reading, steps

app_name = "assessment"
ONE = "assessments/<uuid:assessment_id>/"
urlpatterns = [
    path("<uuid:person_id>/assessments/", reading.listed, name="list"),
    path("<uuid:person_id>/assessments/begin/", steps.begin, name="begin"),
    path("<uuid:person_id>/assessments/latest/", answering.latest, name="latest"),
    path(ONE, reading.one, name="one"),
    path(f"{ONE}answers/", answering.resume, name="resume"),
    path(f"{ONE}answers/<str:name>/", answering.section, name="section"),
    path(f"{ONE}guide/", printing.guide, name="guide"),
    path(f"{ONE}result/", printing.result, name="result"),
    path(f"{ONE}entry/", answering.entry, name="entry"),
    path(f"{ONE}interview/", steps.interview, name="interview"),
    path(f"{ONE}score/", steps.score, name="score"),
    path(f"{ONE}finalise/", steps.finalise, name="finalise"),
    path(f"{ONE}override/", steps.override, name="override"),
    path(f"{ONE}decide/", steps.decide, name="decide"),
    path(f"{ONE}move/<str:code>/", steps.moved, name="move"),
    path(f"{ONE}words/", steps.words, name="words"),
    path("assessments/words/<uuid:word_id>/answer/", steps.answer, name="answer"),
    path(f"{ONE}second/", steps.second, name="second"),
    path(f"{ONE}second/answers/", answering.resume_second, name="resume_second"),
    path(f"{ONE}second/answers/<str:name>/", answering.second_section, name="second_section"),
    path(f"{ONE}second/finish/", steps.finish_second, name="finish_second"),
]
