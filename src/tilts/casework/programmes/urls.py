"""Addresses of programmes and of their accreditation, by code or id only."""

from django.urls import path

from .views import accreditation, catalogue, commission, examining

app_name = "programmes"
CASE = "applications/<uuid:application_id>/"
OPINION = "opinions/<uuid:opinion_id>/"
MEETING = "meetings/<uuid:meeting_id>/"
urlpatterns = [
    path("", catalogue.catalogue, name="list"),
    path("of/<slug:programme>/", catalogue.programme, name="one"),
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
