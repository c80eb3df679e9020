"""What went wrong with a delivery, in plain words. Only the class of an error is ever kept."""

from django.utils.translation import gettext_lazy as _

from tilts.platform.access.reasons import Text

AWAY = _("The server does not answer.")
LOST = _("The server breaks off, or falls silent.")
WORDS: dict[str, Text] = {
    "ConnectionRefusedError": AWAY,
    "TimeoutError": AWAY,
    "gaierror": _("No server has the name that is set."),
    "ConnectionResetError": LOST,
    "SMTPServerDisconnected": LOST,
    "SMTPConnectError": AWAY,
    "SMTPHeloError": AWAY,
    "SMTPAuthenticationError": _("The mail server does not accept the user name or password."),
    "SMTPNotSupportedError": _("The mail server cannot do what is set: encrypt, or sign in."),
    "SSLCertVerificationError": _("The certificate of the server is not to be trusted."),
    "SMTPSenderRefused": _("The mail server does not accept the sender."),
    "SMTPRecipientsRefused": _("The mail server refuses this address: correct it."),
    "SMTPDataError": _("The mail server did not take this e-mail."),
    "GatewayRefused": _("The gateway for text messages refused it: look at its own log."),
}
OTHER = _("It could not be sent.")


def in_words(error: str) -> str:
    """The reason for an error's class; empty for none."""
    return str(WORDS.get(error, OTHER)) if error else ""
