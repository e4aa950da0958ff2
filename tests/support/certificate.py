"""A certificate for localhost, made for one run of the tests."""

import hashlib
from base64 import b64encode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from cryptography.x509.oid import NameOID


@dataclass(frozen=True)
class Certificate:
    """Two files for the server. `pin`: what Chromium is told to trust, the SHA-256 of the public key in base64;
    `fingerprint`: what Firefox is told, the SHA-256 of the certificate.

    A page with a certificate error is never kept in Chromium's cache; a trusted one is like any other page.
    """

    certificate: Path
    key: Path
    pin: str
    fingerprint: str

    def trust_in_firefox(self, profile: Path, url: str) -> None:
        """As if a person had accepted the certificate at this address for good."""
        profile.mkdir(exist_ok=True)
        host = url.removeprefix("https://")
        line = f"{host}:\tOID.2.16.840.1.101.3.4.2.1\t{self.fingerprint}\t\n"
        (profile / "cert_override.txt").write_text(line)


def make_certificate(folder: Path) -> Certificate:
    """A new key, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(
            x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))]), False
        )
        .sign(key, hashes.SHA256())
    )
    fingerprint = certificate.fingerprint(hashes.SHA256()).hex(":").upper()
    found = Certificate(folder / "localhost.crt", folder / "localhost.key", pin_of(key.public_key()), fingerprint)
    found.certificate.write_bytes(certificate.public_bytes(Encoding.PEM))
    found.key.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return found


def pin_of(key: ec.EllipticCurvePublicKey) -> str:
    """As Chromium's `--ignore-certificate-errors-spki-list` wants it."""
    spki = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return b64encode(hashlib.sha256(spki).digest()).decode()
