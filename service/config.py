"""Settings from the environment, and the secret files under the data folder.

Every setting is an environment variable named after its field with `KLANTBEELD_` before it, except the two that are
customary elsewhere too: `DATABASE_URL` and `PORT`.
"""

import os
import re
import secrets
from functools import cached_property
from pathlib import Path

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent
#: What SQLAlchemy is to load for an address, once `Settings.database` has named the driver.
KINDS = ("postgresql", "postgres", "postgresql+psycopg", "sqlite")


class Settings(BaseSettings):
    """How this installation is set up. Durations in minutes unless the name says otherwise."""

    model_config = SettingsConfigDict(
        env_prefix="KLANTBEELD_", frozen=True, populate_by_name=True, hide_input_in_errors=True
    )

    data: Path = ROOT / "var"
    database_url: str = Field(default="", validation_alias="DATABASE_URL")
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65_535, validation_alias="PORT")
    base_url: str = ""
    questionnaires: Path = ROOT / "questionnaires"
    locales: Path = ROOT / "locales"
    organisation: str = "Gemeente"
    kiosk_idle_minutes: int = Field(default=10, ge=1)
    staff_idle_minutes: int = Field(default=15, ge=1)
    invitation_days: int = Field(default=90, ge=1)
    report_contact: str = ""
    mggz_private_key: Path | None = None
    workers_in_process: bool = True
    require_approved: bool = False
    places: Path | None = None
    recordings: Path | None = None
    speech: Path | None = None

    @field_validator("database_url")
    @classmethod
    def _can_be_read(cls, address: str) -> str:
        if address:
            from sqlalchemy import make_url  # a command that needs no database starts without it
            from sqlalchemy.exc import ArgumentError

            try:
                known = make_url(address).drivername in KINDS
            except ArgumentError as problem:
                raise ValueError("no address") from problem
            if not known:
                raise ValueError("no database of ours")
        return address

    @property
    def url(self) -> str:
        """The address people type; forms from any other origin are refused."""
        return self.base_url or f"http://{self.host}:{self.port}"

    @property
    def https(self) -> bool:
        """True when cookies may be marked Secure."""
        return self.url.startswith("https:")

    @property
    def database(self) -> str:
        """An SQLAlchemy address; the embedded SQLite file when none was given."""
        if not self.database_url:
            return f"sqlite:///{self.data / 'klantbeeld.sqlite3'}"
        return self.database_url.replace("postgresql://", "postgresql+psycopg://", 1).replace(
            "postgres://", "postgresql+psycopg://", 1
        )

    @property
    def database_place(self) -> str:
        """Which setting says where the database is, and where that is, for people: without a password."""
        if self.database_url:
            return f"DATABASE_URL is {without_password(self.database_url)}"
        return f"The file is {self.data / 'klantbeeld.sqlite3'} (KLANTBEELD_DATA says in which folder)"

    @property
    def recordings_folder(self) -> Path:
        """What people of this organisation have recorded; KLANTBEELD_RECORDINGS, by default under the data folder."""
        return self.recordings or self.data / "recordings"

    @property
    def speech_folder(self) -> Path:
        """Speech that this computer made; KLANTBEELD_SPEECH, by default under the data folder."""
        return self.speech or self.data / "speech"

    @property
    def places_file(self) -> Path:
        """Where appointments can be; KLANTBEELD_PLACES, by default the general list."""
        return self.places or ROOT / "locales" / "places.toml"

    @property
    def keys(self) -> Path:
        """Folder of the secret files; only its owner may enter."""
        return self.data / "keys"

    @cached_property
    def signing_key(self) -> bytes:
        """32 bytes for form tokens, made at first use."""
        return secret_file(self.keys / "signing.key")


def without_password(address: str) -> str:
    """An address of a database to show; whatever could be a password in it, however it was mistyped, is left out."""
    kind = "".join(re.findall(r"^[\w+.-]+://", address))
    who, at, where = address.removeprefix(kind).rpartition("@")
    user, colon, _ = who.partition(":")
    place = where.partition("?")[0]
    if not place.startswith("["):
        place = re.sub(r":(?!\d+(/|$)).*", ":***", place)
    shown = f"{kind}{user}{':***' if colon else ''}{at}{place}"
    return re.sub(r"(?is)(pass\w*\s*=).*", r"\1***", shown)


def secret_file(path: Path) -> bytes:
    """The 32 secret bytes in `path`; made once, readable by the owner alone, whoever is first wins."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_once(path, secrets.token_bytes(32))
    return path.read_bytes()


def write_once(path: Path, content: bytes) -> None:
    """Write a secret whole or not at all, and keep what another process wrote first."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
