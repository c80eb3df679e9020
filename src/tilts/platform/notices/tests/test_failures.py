"""What went wrong is said in plain words, and never more than the class of an error is kept."""

import smtplib
import socket
import ssl

import pytest

from tilts.platform.notices.failures import OTHER, WORDS, in_words
from tilts.platform.notices.gateway import GatewayRefused

KNOWN = [
    ConnectionRefusedError,
    ConnectionResetError,
    TimeoutError,
    socket.gaierror,
    ssl.SSLCertVerificationError,
    smtplib.SMTPAuthenticationError,
    smtplib.SMTPConnectError,
    smtplib.SMTPDataError,
    smtplib.SMTPHeloError,
    smtplib.SMTPNotSupportedError,
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPSenderRefused,
    smtplib.SMTPServerDisconnected,
    GatewayRefused,
]


@pytest.mark.parametrize("error", KNOWN, ids=lambda error: error.__name__)
def test_each_error_of_a_server_has_its_words(error):
    assert issubclass(error, OSError)  # else it would not be caught
    assert in_words(error.__qualname__) == str(WORDS[error.__qualname__])


def test_words_are_there_for_nothing_else():
    assert sorted(WORDS) == sorted({error.__qualname__ for error in KNOWN})


def test_another_error_is_said_to_be_one():
    assert (in_words("OSError"), in_words("")) == (str(OTHER), "")
