"""Addresses of signing in and out. Of allauth's pages those that change an e-mail are left out."""

from allauth.account import views as account
from allauth.socialaccount import views as social
from django.urls import include, path, re_path

from .demo import become
from .idle import sign_out_idle

own = [
    path("idle/", sign_out_idle, name="idle"),
    path("demo/become/<slug:role>/", become, name="become"),
]
passwords = [
    path("change/", account.password_change, name="account_change_password"),
    path("set/", account.password_set, name="account_set_password"),
    path("reset/", account.password_reset, name="account_reset_password"),
    path("reset/sent/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "reset/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]
urlpatterns = [
    path("", include((own, "signin"))),
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("signup/", account.signup, name="account_signup"),  # says that it is closed
    path("confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", include(passwords)),
    path("second-factor/", include("allauth.mfa.urls")),
    path("", include("allauth.socialaccount.providers.openid_connect.urls")),
    path("oidc/cancelled/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("oidc/error/", social.login_error, name="socialaccount_login_error"),
]
