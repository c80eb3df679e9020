"""The certificate that documents are signed with, and the authorities that are believed.

An installation names its PKCS#12 file and a file of authorities (PEM). The demonstration makes an
authority and a certificate of its own, in TILTS_HOME/keys, that nobody else believes.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from asn1crypto import pem
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    pkcs12,
)
from cryptography.x509.oid import NameOID
from django.conf import settings
from pyhanko.sign.signers import SimpleSigner

DEMO_YEARS = 2
DAYS = 365
EXPONENT, BITS = 65537, 2048  # RSA, which every reader of PDF verifies

Key = rsa.RSAPrivateKey


def signer() -> SimpleSigner | None:
    """The key and certificate of the service; None when there is none that can be opened."""
    file = certificate_file()
    if file is None:
        return None
    password = settings.SIGNING_PASSWORD.encode() or None
    load: Callable[..., SimpleSigner | None] = SimpleSigner.load_pkcs12
    return load(str(file), passphrase=password)


def certificate_file() -> Path | None:
    """The PKCS#12 file of the installation, or that of the demonstration; None when neither is."""
    if settings.SIGNING_CERTIFICATE:
        file = Path(settings.SIGNING_CERTIFICATE)
        return file if file.is_file() else None
    return _demonstration() if settings.DEMO else None


def authorities() -> list[asn1.Certificate]:
    """Certificates of the authorities that the installation believes."""
    if settings.SIGNING_AUTHORITIES:
        return list(_in_pem(Path(settings.SIGNING_AUTHORITIES).read_bytes()))
    if settings.DEMO and not settings.SIGNING_CERTIFICATE:
        _demonstration()
        return list(_in_pem(_authority_file().read_bytes()))
    return []


def _in_pem(content: bytes) -> Iterable[asn1.Certificate]:
    for _kind, _headers, der in pem.unarmor(content, multiple=True):
        yield asn1.Certificate.load(der)


def _demonstration() -> Path:
    """The certificate of the demonstration, made on first use and when it has run out."""
    file = _folder() / "demonstration.p12"
    if not file.exists() or _ended(_authority_file()):
        make_test_certificate(file, _authority_file(), of="Tilts (demonstration)")
    return file


def _folder() -> Path:
    return Path(settings.HOME) / "keys"


def _authority_file() -> Path:
    return _folder() / "demonstration-authority.pem"


def _ended(authority: Path) -> bool:
    certificate = x509.load_pem_x509_certificate(authority.read_bytes())
    return certificate.not_valid_after_utc <= datetime.now(UTC)


def make_test_certificate(file: Path, authority: Path, *, of: str, password: str = "") -> None:
    """Make an authority for tests and a certificate by it: a PKCS#12 file and a PEM file."""
    root_key, key = (rsa.generate_private_key(EXPONENT, BITS) for _ in range(2))
    root_name, name = _name(f"{of}: test authority"), _name(of)
    root = _certificate(root_name, root_key, root_name, root_key, is_authority=True)
    made = _certificate(name, key, root_name, root_key, is_authority=False)
    closed = BestAvailableEncryption(password.encode()) if password else NoEncryption()
    content = pkcs12.serialize_key_and_certificates(of.encode(), key, made, [root], closed)
    file.parent.mkdir(parents=True, exist_ok=True)
    authority.write_bytes(root.public_bytes(Encoding.PEM))
    file.touch(0o600)
    file.write_bytes(content)


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _certificate(
    name: x509.Name, key: Key, by: x509.Name, by_key: Key, *, is_authority: bool
) -> x509.Certificate:
    now = datetime.now(UTC)
    usage = x509.KeyUsage(
        digital_signature=not is_authority,
        content_commitment=not is_authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_authority,
        crl_sign=is_authority,
        encipher_only=False,
        decipher_only=False,
    )
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(by)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=DEMO_YEARS * DAYS))
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(by_key.public_key()), critical=False
        )
        .sign(by_key, hashes.SHA256())
    )
