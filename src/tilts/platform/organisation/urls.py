"""Addresses of the pages about the organisation."""

from django.urls import path

from .views import clients, duties, staff, units

app_name = "organisation"
urlpatterns = [
    path("", units.units, name="units"),
    path("units/<uuid:unit_id>/", units.unit, name="unit"),
    path("units/<uuid:unit_id>/close/", units.close, name="close_unit"),
    path("agencies/<slug:agency>/open/", units.open_one, name="open_unit"),
    path("staff/", staff.staff_list, name="staff_list"),
    path("staff/appoint/", staff.appoint_one, name="appoint"),
    path("staff/<uuid:staff_id>/", staff.staff, name="staff"),
    path("staff/<uuid:staff_id>/correct/", staff.correct, name="correct_staff"),
    path("staff/<uuid:staff_id>/account/", staff.account, name="account"),
    path("staff/<uuid:staff_id>/role/", duties.give, name="give_role"),
    path("staff/<uuid:staff_id>/role/<int:assignment_id>/end/", duties.end, name="end_role"),
    path("staff/<uuid:staff_id>/leave/", duties.leave, name="plan_absence"),
    path("staff/<uuid:staff_id>/leave/<int:absence_id>/back/", duties.back, name="end_absence"),
    path("staff/<uuid:staff_id>/qualification/", duties.qualification, name="qualify"),
    path(
        "staff/<uuid:staff_id>/qualification/<int:qualification_id>/end/",
        duties.end_learnt,
        name="end_qualification",
    ),
    path("clients/", clients.clients, name="clients"),
    path("clients/admit/", clients.admit, name="admit_client"),
    path("clients/<uuid:client_id>/revoke/", clients.revoke, name="revoke_client"),
]
