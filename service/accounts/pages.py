"""What the templates of this feature get."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from service.web.qr import QrPicture


@dataclass(frozen=True)
class SignInPage:
    """The first page. `refused`: e-mail and password don't belong together, or one must wait. `email`: as sent."""

    organisation: str
    refused: bool = False
    timed_out: bool = False
    email: str = ""


@dataclass(frozen=True)
class CodePage:
    """Asks for the code of the authenticator app. `wait`: the seconds in which no code works."""

    refused: bool = False
    wait: int = 0


@dataclass(frozen=True)
class OwnPasswordPage:
    """Asks for a password of one's own. `problems`: field to code."""

    shortest: int
    problems: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class EnrolPage:
    """Shows the secret for the authenticator app and asks for its first code. `wait`: seconds in which none works."""

    qr: QrPicture
    groups: tuple[str, ...]
    refused: bool = False
    wait: int = 0


@dataclass(frozen=True)
class AccountPage:
    """One's own account. `saved`: what was changed just now, empty for nothing."""

    name: str
    email: str
    role: str
    team: str
    chosen: str
    offered: tuple[tuple[str, str], ...]
    shortest: int
    saved: str = ""
    problems: Mapping[str, str] = field(default_factory=dict)
