"""Every URL of the service."""

from django.urls import URLPattern, URLResolver, include, path

from tilts.platform.design import urls as design

from . import erasure, errors, inspection, my_day, papers, person, sheets, work

web = (
    [
        path("", my_day.home, name="my_day"),
        path("workflow/work/<uuid:item_id>/", work.work, name="work"),
        path("people/<uuid:person_id>/", person.person, name="person"),
        path("people/<uuid:person_id>/looked/", person.looked, name="looked"),
        path("people/<uuid:person_id>/history/", person.history, name="history"),
        path("people/<uuid:person_id>/documents/", sheets.documents, name="documents"),
        path("people/<uuid:person_id>/documents/hand-in/", papers.hand_in, name="hand_in"),
        path(
            "people/<uuid:person_id>/documents/<uuid:document_id>/",
            papers.document,
            name="document",
        ),
        path(
            "people/<uuid:person_id>/documents/<uuid:document_id>/hand-in/",
            papers.new_version,
            name="new_version",
        ),
        path(
            "people/<uuid:person_id>/documents/<uuid:document_id>/sign/",
            papers.sign,
            name="sign_document",
        ),
        path(
            "people/<uuid:person_id>/documents/<uuid:document_id>/withdraw/",
            papers.withdraw,
            name="withdraw_document",
        ),
    ],
    "web",
)
erasures = (
    [
        path("", erasure.erasures, name="list"),
        path("people/<uuid:person_id>/", erasure.plan, name="plan"),
        path("<uuid:erasure_id>/", erasure.one, name="one"),
    ],
    "erasure",
)
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(web)),
    path("people/", include("tilts.casework.people.urls")),
    path("people/", include("tilts.casework.proceedings.urls")),
    path("people/", include("tilts.casework.assessment.urls")),
    path("people/", include("tilts.casework.plans.urls")),
    path("people/", include("tilts.casework.protocols.urls")),
    path("people/", include("tilts.casework.visits.urls")),
    path("people/", include("tilts.casework.supervision.urls")),
    path("people/", include("tilts.casework.meetings.urls")),
    path("competence/", include("tilts.workforce.competence.urls")),
    path("quality/", include("tilts.workforce.quality.urls")),
    path("programmes/", include("tilts.casework.programmes.urls")),
    path("reports/", include("tilts.casework.court_reports.urls")),
    path("gatherings/", include("tilts.platform.gatherings.urls")),
    path("service/", include("tilts.casework.community_service.urls")),
    path("statistics/", include("tilts.insight.statistics.urls")),
    path("statistics/tools/", include("tilts.insight.adoption.urls")),
    path("access/", include("tilts.platform.access.urls")),
    path("inspection/", include(([path("", inspection.search, name="search")], "inspection"))),
    path("erasure/", include(erasures)),
    path("allocation/", include("tilts.casework.allocation.urls")),
    path("organisation/", include("tilts.platform.organisation.urls")),
    path("instruments/", include("tilts.platform.forms.urls")),
    path("forecasts/", include("tilts.casework.assessment.forecasts.urls")),
    path("documents/", include("tilts.platform.documents.urls")),
    path("notices/", include("tilts.platform.notices.urls")),
    path("workflow/", include("tilts.platform.workflow.urls")),
    path("accounts/", include("tilts.doors.web.signin.urls")),
    path("drafts/", include("tilts.doors.web.drafts.urls")),
    path("api/", include("tilts.doors.api.urls")),
    path("design/", include(design)),
    path("i18n/", include("django.conf.urls.i18n")),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
