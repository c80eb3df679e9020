"""Addresses of competence."""

from django.urls import path

from .views import certificates, rating, reading, steps, trials

app_name = "competence"
ONE = "observations/<uuid:observation_id>/"
MINE = "ratings/<uuid:rating_id>/"
urlpatterns = [
    path("", reading.listed, name="list"),
    path("plan/", steps.plan, name="plan"),
    path("plan/<uuid:gathering_id>/", steps.plan_session, name="plan_session"),
    path("certificates/", certificates.listed, name="certificates"),
    path("certificates/add/", certificates.certify, name="certify"),
    path("certificates/<int:qualification_id>/withdraw/", certificates.withdraw, name="withdraw"),
    path("reliability/", trials.reliable, name="reliability"),
    path("trials/<slug:instrument>/<str:version>/", trials.tell, name="tell"),
    path(ONE, reading.one, name="one"),
    path(f"{ONE}moderate/", steps.moderate, name="moderate"),
    path(f"{ONE}feed-back/", steps.feed_back, name="feed_back"),
    path(f"{ONE}develop/", steps.develop, name="develop"),
    path(f"{ONE}develop/more/", steps.add, name="add"),
    path(f"{ONE}again/", steps.again, name="again"),
    path(f"{ONE}participants/", steps.paper, name="paper"),
    path(f"{ONE}move/<str:code>/", steps.moved, name="move"),
    path("developments/<uuid:development_id>/reached/", steps.reached, name="reached"),
    path(MINE, rating.begin, name="begin"),
    path(f"{MINE}finish/", rating.finish, name="finish"),
    path(f"{MINE}<str:name>/", rating.section, name="section"),
]
