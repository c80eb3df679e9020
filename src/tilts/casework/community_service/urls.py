"""Addresses of community service, by id only; the provider's own page by its secret token."""

from django.urls import path

from .views import cases, hours, providers, steps, today

app_name = "community_service"
CASE = "cases/<uuid:service_id>/"
DAY = "days/<uuid:work_day_id>/"
PROVIDER = "providers/<uuid:work_provider_id>/"
urlpatterns = [
    path("", cases.listed, name="list"),
    path("hours/", hours.waiting, name="hours"),
    path("people/<uuid:person_id>/", cases.of, name="of"),
    path("measures/<uuid:measure_id>/receive/", steps.receive, name="receive"),
    path(CASE, cases.one, name="case"),
    path(f"{CASE}register/", steps.register, name="register"),
    path(f"{CASE}place/", steps.place, name="place"),
    path(f"{CASE}place/<uuid:work_provider_id>/", steps.place_at, name="place_at"),
    path(f"{CASE}keep-away/", steps.keep_away, name="keep_away"),
    path(f"{CASE}leave/", steps.leave, name="leave"),
    path(f"{CASE}postpone/", steps.postpone, name="postpone"),
    path(f"{CASE}hours/", steps.record, name="record"),
    path(f"{CASE}explanation/", steps.explain, name="explain"),
    path(f"{CASE}warning/", steps.warn, name="warn"),
    path(f"{CASE}motion/", steps.motion, name="motion"),
    path(f"{CASE}decision/", steps.decision, name="decision"),
    path(f"{CASE}replaced/", steps.replaced, name="replaced"),
    path(f"{CASE}paper/", steps.paper, name="paper"),
    path(f"{CASE}move/<slug:code>/", steps.advance, name="advance"),
    path(f"{DAY}judge/", steps.judge, name="judge"),
    path(f"{DAY}correct/", steps.correct, name="correct"),
    path(f"{DAY}send-back/", steps.send_back, name="send_back"),
    path("providers/", providers.listed, name="providers"),
    path("providers/add/", providers.add, name="add_provider"),
    path(PROVIDER, providers.one, name="provider"),
    path(f"{PROVIDER}change/", providers.change, name="change_provider"),
    path(f"{PROVIDER}contract/", providers.contract, name="contract"),
    path(
        f"{PROVIDER}contract/<uuid:provider_contract_id>/end/",
        providers.end_contract,
        name="end_contract",
    ),
    path(f"{PROVIDER}contact/", providers.contact, name="contact"),
    path(f"{PROVIDER}page/", providers.link, name="link"),
    path("today/<str:token>/", today.today, name="today"),
]
