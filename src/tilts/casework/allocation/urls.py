"""Addresses of the pages about who is whose officer."""

from django.urls import path

from .views import proposal, sharing, transfers, workload

app_name = "allocation"
urlpatterns = [
    path("", sharing.unit, name="unit"),
    path("officers/<uuid:staff_id>/", sharing.officer, name="officer"),
    path("officers/<uuid:staff_id>/workload/", workload.load, name="load"),
    path("officers/<uuid:staff_id>/reductions/", workload.reduce, name="reduce"),
    path(
        "officers/<uuid:staff_id>/reductions/<uuid:reduction_id>/end/",
        workload.end,
        name="end_reduction",
    ),
    path("people/<uuid:person_id>/", transfers.of, name="of"),
    path("people/<uuid:person_id>/transfer/", transfers.ask, name="ask_transfer"),
    path("transfers/", transfers.listed, name="transfers"),
    path("transfers/<uuid:transfer_id>/", transfers.one, name="transfer"),
    path("transfers/<uuid:transfer_id>/accept/", transfers.accept, name="accept_transfer"),
    path("transfers/<uuid:transfer_id>/<slug:code>/", transfers.move, name="move_transfer"),
    path("proposal/", proposal.proposal, name="proposal"),
    path("workload.csv", workload.download, name="download"),
]
