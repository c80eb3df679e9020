"""How allauth signs people in here: accounts are made by the service, never by whoever comes."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.reasons import Reason, Reasons
from tilts.platform.organisation.models import Account

from ..sealing import seal, unseal

NOT_VERIFIED = Reason(
    "email-not-verified",
    _("The sign-in service did not confirm an e-mail address. Ask whoever runs it."),
)
UNKNOWN = Reason(
    "email-unknown",
    _("Nobody here has the e-mail address that you signed in with. Ask your administrator."),
)
ANOTHER = Reason(
    "another-account",
    _("That sign-in belongs to another account, with another e-mail. Ask your administrator."),
)
SECOND_FACTOR = "second-factor"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth ships no types
    """Nobody signs up by themselves."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc] # allauth ships no types
    """The seeds of second factors are kept encrypted."""

    def encrypt(self, text: str) -> str:
        return seal(SECOND_FACTOR, text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(SECOND_FACTOR, encrypted_text) or ""


class SocialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc] # allauth ships no types
    """OpenID Connect opens the account with the same confirmed e-mail, and no other."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        account = account_of(sociallogin)
        if reasons := why_shut(sociallogin, account):
            page = render(request, "signin/refused.html", {"reasons": reasons}, status=403)
            raise ImmediateHttpResponse(page)
        if not sociallogin.is_existing:
            sociallogin.connect(request, account)


def confirmed_emails(sociallogin: Any) -> list[str]:
    """Addresses that the provider says it has checked."""
    return [address.email for address in sociallogin.email_addresses if address.verified is True]


def account_of(sociallogin: Any) -> Account | None:
    """The open account with a confirmed address of this sign-in."""
    for email in confirmed_emails(sociallogin):
        if found := Account.objects.filter(email__iexact=email, is_active=True).first():
            return found
    return None


def why_shut(sociallogin: Any, account: Account | None) -> Reasons:
    """Reasons why a sign-in by OpenID Connect opens nothing; empty when it opens `account`."""
    if not confirmed_emails(sociallogin):
        return [NOT_VERIFIED]
    if account is None:
        return [UNKNOWN]
    if sociallogin.is_existing and sociallogin.user != account:
        return [ANOTHER]
    return []
