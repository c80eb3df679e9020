"""Addresses of supervision: below a person, by the id of a case, and of a unit's standard."""

from django.urls import path

from .views import (
    appointments,
    breaches,
    contacts,
    duties,
    orders,
    outcomes,
    standard,
    tiers,
)

app_name = "supervision"
ORDER = "supervision/<uuid:supervision_id>/"
DUTY = "supervision/duties/<uuid:duty_id>/"
BREACH = "supervision/breaches/<uuid:breach_id>/"
ONE = "<uuid:person_id>/appointments/<uuid:appointment_id>"
urlpatterns = [
    path("<uuid:person_id>/contacts/", contacts.contacts, name="contacts"),
    path("<uuid:person_id>/contacts/record/", contacts.record, name="record"),
    path("<uuid:person_id>/contacts/<uuid:note_id>/withdraw/", contacts.withdraw, name="withdraw"),
    path("<uuid:person_id>/tier/", tiers.tier, name="tier"),
    path("<uuid:person_id>/supervision/", orders.of, name="of"),
    path("<uuid:person_id>/supervision/<uuid:measure_id>/begin/", orders.begin, name="begin"),
    path(ORDER, orders.order, name="order"),
    path(f"{ORDER}register/", orders.register, name="register"),
    path(f"{ORDER}explain/", orders.explain, name="explain"),
    path(f"{ORDER}check/", duties.check, name="check"),
    path(f"{ORDER}paper/", duties.paper, name="paper"),
    path(f"{ORDER}duties/", duties.choose, name="choose_duty"),
    path(f"{ORDER}duties/<slug:duty>/", duties.impose, name="impose"),
    path(f"{DUTY}change/", duties.change, name="change_duty"),
    path(f"{DUTY}lift/", duties.lift, name="lift_duty"),
    path(f"{ORDER}breaches/note/", breaches.note, name="note_breach"),
    path(BREACH, breaches.breach, name="breach"),
    path(f"{BREACH}ask/", breaches.ask, name="ask"),
    path(f"{BREACH}hear/", breaches.hear, name="hear"),
    path(f"{BREACH}warn/", breaches.warn, {"code": "warn"}, name="warn"),
    path(f"{BREACH}warn-again/", breaches.warn, {"code": "warn_again"}, name="warn_again"),
    path(f"{BREACH}motion/", breaches.motion, name="motion"),
    path(f"{BREACH}decide/", breaches.decide, name="decide"),
    path(f"{BREACH}warning-letter/", breaches.warning_letter, name="warning_letter"),
    path(f"{BREACH}motion-letter/", breaches.motion_letter, name="motion_letter"),
    path(f"{BREACH}move/<slug:code>/", breaches.advance, name="breach_move"),
    path(f"{ORDER}move/<slug:code>/", orders.advance, name="advance"),
    path("<uuid:person_id>/appointments/agree/", appointments.agree, name="agree"),
    path(f"{ONE}/", appointments.appointment, name="appointment"),
    path(f"{ONE}/outcome/", outcomes.outcome, name="outcome"),
    path(f"{ONE}/reschedule/", appointments.reschedule, name="reschedule"),
    path(f"{ONE}/call-off/", appointments.call_off, name="call_off"),
    path(f"{ONE}/take-back/", appointments.take_back, name="take_back"),
    path("contact-standard/", standard.unit, name="standard"),
    path("contact-standard/<uuid:staff_id>/", standard.officer, name="standard_of"),
]
