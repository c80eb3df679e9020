"""Addresses of the proceedings room."""

from django.urls import path

from .views import contents, placing, proceedings, stages

app_name = "proceedings"
urlpatterns = [
    path("<uuid:person_id>/proceedings/", proceedings.listed, name="list"),
    path("<uuid:person_id>/proceedings/open/", proceedings.opening, name="open"),
    path("<uuid:person_id>/placement/", placing.placement, name="placement"),
    path("<uuid:person_id>/placement/<slug:verb>/", placing.change, name="place"),
    path("proceedings/<uuid:proceeding_id>/", proceedings.one, name="one"),
    path("proceedings/<uuid:proceeding_id>/offence/", contents.offence, name="offence"),
    path("proceedings/<uuid:proceeding_id>/measure/", contents.measure, name="measure"),
    path("proceedings/<uuid:proceeding_id>/judgment/", stages.judgment, name="judgment"),
    path("proceedings/<uuid:proceeding_id>/in-force/", stages.in_force, name="in_force"),
    path("proceedings/<uuid:proceeding_id>/wrong-person/", stages.wrong_person, name="wrong"),
    path("proceedings/<uuid:proceeding_id>/move/<slug:code>/", stages.moved, name="move"),
    path("offences/<uuid:offence_id>/circumstances/", contents.circumstances, name="circumstances"),
    path("measures/<uuid:measure_id>/start/", contents.start, name="start"),
    path("measures/<uuid:measure_id>/remand/", contents.remand, name="remand"),
    path("measures/<uuid:measure_id>/end/", contents.end, name="end"),
]
