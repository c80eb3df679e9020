"""Addresses of programmes and of their accreditation, by code or id only."""

from django.urls import path

from .views import accreditation, catalogue, commission, examining, groups, participations

app_name = "programmes"
CASE = "applications/<uuid:application_id>/"
OPINION = "opinions/<uuid:opinion_id>/"
MEETING = "meetings/<uuid:meeting_id>/"
PROGRAMME = "of/<slug:programme>/"
PERSON = "people/<uuid:person_id>/"
PARTICIPATION = "participations/<uuid:participation_id>/"
urlpatterns = [
    path("", catalogue.catalogue, name="list"),
    path(PROGRAMME, catalogue.programme, name="one"),
    path(f"{PROGRAMME}waiting/", groups.waiting, name="waiting"),
    path(f"{PROGRAMME}open/", groups.open_group, name="open_group"),
    path("groups/<uuid:series_id>/", groups.group, name="group"),
    path(PERSON, participations.of, name="of"),
    path(f"{PERSON}refer/<slug:programme>/", participations.refer, name="refer"),
    path(PARTICIPATION, participations.one, name="participation"),
    path(f"{PARTICIPATION}judge/", participations.judge, name="judge"),
    path(f"{PARTICIPATION}place/", participations.place, name="place"),
    path(f"{PARTICIPATION}defer/", participations.defer, name="defer"),
    path(f"{PARTICIPATION}report/", participations.report, name="report"),
    path(f"{PARTICIPATION}move/<slug:code>/", participations.advance, name="advance"),
    path("applications/", accreditation.listed, name="applications"),
    path("applications/begin/", accreditation.apply, name="apply"),
    path(CASE, accreditation.application, name="application"),
    path(f"{CASE}document/", accreditation.hand_in, name="hand_in"),
    path(f"{CASE}papers/<uuid:paper_id>/", accreditation.paper, name="paper"),
    path(f"{CASE}move/<slug:code>/", accreditation.moved, name="move"),
    path(f"{CASE}return/", examining.return_it, name="return"),
    path(f"{CASE}expert/", examining.invite, name="invite"),
    path(f"{CASE}commission/", commission.call, name="call"),
    path(OPINION, examining.opinion, name="opinion"),
    path(f"{OPINION}answer/", examining.resume, name="resume"),
    path(f"{OPINION}<slug:name>/", examining.section, name="section"),
    path(f"{MEETING}vote/", commission.vote, name="vote"),
    path(f"{MEETING}conflict/", commission.declare, name="declare"),
    path(f"{MEETING}decide/", commission.decide, name="decide"),
    path(f"{MEETING}papers/", commission.printed, name="print"),
]
