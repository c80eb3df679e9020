"""Real mail servers: encrypted, with a login, slow, and such that break off."""

import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tilts.platform.notices.actions import notify
from tilts.platform.notices.models import Delivery
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.worker import run_worker

from .conftest import PLAIN, Inbox, free_port

pytestmark = pytest.mark.django_db
PASSWORD = "lake-under-ice"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Key and certificate of a server at 127.0.0.1, which vouches for itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    here = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    now = datetime.now(UTC)
    built = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    built = built.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    signed = built.add_extension(here, critical=False).sign(key, hashes.SHA256())
    file = tmp_path_factory.mktemp("tls") / "server.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file.write_bytes(private + signed.public_bytes(serialization.Encoding.PEM))
    return file


def may_enter(_server: Any, _session: Any, _envelope: Any, _way: str, data: Any) -> AuthResult:
    right = isinstance(data, LoginPassword) and data.password == PASSWORD.encode()
    return AuthResult(success=right, handled=False)


@pytest.fixture
def serve(settings: Any) -> Iterator[Callable[..., Inbox]]:
    """A server of one's choice, to which the service is set."""
    running = []

    def served(**options: Any) -> Inbox:
        kept, settings.EMAIL_PORT = Inbox(), free_port()
        server = Controller(kept, hostname="127.0.0.1", port=settings.EMAIL_PORT, **options)
        server.start()
        running.append(server)
        return kept

    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_TIMEOUT = "127.0.0.1", 1
    yield served
    for server in running:
        server.stop()


def sent(staff: Any) -> str:
    """Tell somebody something; returns what went wrong with the e-mail."""
    notice = notify(by=SERVICE, to=staff, kind=PLAIN)
    run_worker(once=True)
    return Delivery.objects.get(notice=notice).error


def secured(certificate: Path) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    return context


def test_a_server_that_wants_encryption_and_a_login(
    serve, certificate, settings, ilze, monkeypatch
):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    settings.EMAIL_USE_TLS = True
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "tilts", PASSWORD
    inbox = serve(
        tls_context=secured(certificate),
        require_starttls=True,
        auth_required=True,
        authenticator=may_enter,
    )
    assert (sent(ilze), inbox.to()) == ("", [ilze.email])
    settings.EMAIL_HOST_PASSWORD = "guessed"
    assert (sent(ilze), inbox.to()) == ("SMTPAuthenticationError", [ilze.email])


def test_a_server_that_is_encrypted_from_the_first_byte(
    serve, certificate, settings, ilze, monkeypatch
):
    settings.EMAIL_USE_SSL = True
    inbox = serve(ssl_context=secured(certificate))
    assert (sent(ilze), inbox.to()) == ("SSLCertVerificationError", [])
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert (sent(ilze), inbox.to()) == ("", [ilze.email])


def test_a_server_whose_certificate_nobody_vouches_for_gets_nothing(
    serve, certificate, settings, ilze
):
    settings.EMAIL_USE_TLS = True
    inbox = serve(tls_context=secured(certificate), require_starttls=True)
    assert (sent(ilze), inbox.to()) == ("SSLCertVerificationError", [])


def test_a_server_that_cannot_encrypt_gets_nothing(serve, settings, ilze):
    settings.EMAIL_USE_TLS = True
    inbox = serve()
    assert (sent(ilze), inbox.to()) == ("SMTPNotSupportedError", [])


def test_a_server_that_wants_encryption_of_a_service_without(serve, certificate, ilze):
    inbox = serve(tls_context=secured(certificate), require_starttls=True)
    assert (sent(ilze), inbox.to()) == ("SMTPSenderRefused", [])


@contextmanager
def plain_server(settings: Any, answers: bool) -> Iterator[None]:
    """Takes connections; then says nothing at all, or hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.EMAIL_PORT = server.getsockname()[1]
        kept: list[socket.socket] = []

        def take() -> None:
            connection, _address = server.accept()
            kept.append(connection)
            if answers:
                connection.close()

        taking = Thread(target=take, daemon=True)
        taking.start()
        try:
            yield
        finally:
            taking.join(5)
            for connection in kept:
                connection.close()


@pytest.mark.parametrize("hangs_up", [False, True], ids=["silent", "breaks off"])
def test_a_server_that_does_not_talk(serve, settings, ilze, hangs_up):
    with plain_server(settings, hangs_up):
        assert sent(ilze) == "SMTPServerDisconnected"
