"""Which screens are kept as pictures, and how to get there."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from service.demo.staff import ADMIN, CASE_MANAGER, PSYCHIATRIST, Colleague
from service.kiosk.door import FAREWELL, NOTICE
from service.kiosk.introduction import Practice

#: The languages a client's screens are kept in: left to right, right to left, and Ge'ez.
LANGUAGES = ("nl", "ar", "ti")
#: A PC in a centre, and a phone.
SIZES: Mapping[str, tuple[int, int]] = {"wide": (1366, 768), "small": (360, 740)}


@dataclass(frozen=True)
class KioskScreen:
    """`row`: what the sitting's row says; `done`: modules behind the client; `cookies`: outside a sitting;
    `newcomer`: a client who has not agreed to anything yet.

    `check`, `type`: what the client has ticked (by place) or typed when the picture is taken.
    """

    name: str
    row: Mapping[str, object] = field(default_factory=dict)
    done: int = 0
    cookies: Mapping[str, str] | None = None
    path: str = "/"
    newcomer: bool = False
    check: tuple[int, ...] = ()
    type: str = ""


def item(name: str, slug: str, item_id: str, *, check: tuple[int, ...] = (), type: str = "") -> KioskScreen:
    """A question."""
    return KioskScreen(name, {"screen": "item", "slug": slug, "item_id": item_id}, check=check, type=type)


def part(name: str, screen: str, slug: str) -> KioskScreen:
    """A screen within a module."""
    return KioskScreen(name, {"screen": screen, "slug": slug})


KIOSK = (
    KioskScreen("code", cookies={NOTICE: "code"}),
    KioskScreen("welcome", {"screen": "welcome"}),
    KioskScreen("consent", {"screen": "consent"}, newcomer=True),
    KioskScreen("consent-again", {"screen": "consent"}),
    KioskScreen("practice", {"screen": "introduction", "practice": Practice("change", 1, 1, False, "tea").written()}),
    KioskScreen("overview-start", {"screen": "overview"}),
    KioskScreen("overview-halfway", {"screen": "overview"}, done=4),
    KioskScreen("overview-done", {"screen": "overview"}, done=9),
    item("choice", "zelfredzaamheid", "zr_use", check=(1,)),
    item("many", "achtergrond", "ac_tasks", check=(0, 3)),
    item("number", "achtergrond", "ac_birth_year", type="1990"),
    item("list", "achtergrond", "ac_origin"),
    KioskScreen("timed", {"screen": "timed", "slug": "leerbaarheid", "item_id": "lb_01"}),
    item("matrix", "leerbaarheid", "lb_01"),
    item("learning", "leerbaarheid", "lb_s0"),
    item("c-test", "taal_nl", "nl_c1"),
    item("picture", "taal_nl", "nl_01"),
    part("warning", "intro", "trauma"),
    item("health", "trauma", "tr_core_memory"),
    part("acute", "acute", "trauma"),
    part("rest", "rest", "trauma"),
    part("stop", "stop", "achtergrond"),
    KioskScreen("thanks", cookies={FAREWELL: "finished"}),
    KioskScreen("error", cookies={}, path="/not-here"),
)


@dataclass(frozen=True)
class StaffScreen:
    """`path` with the names of `place.ids`; `who` None: before a sign-in."""

    name: str
    path: str
    who: Colleague | None


STAFF = (
    StaffScreen("sign-in", "/staff/sign-in", None),
    StaffScreen("caseload", "/staff/cases", CASE_MANAGER),
    StaffScreen("case", "/staff/cases/{case-DEMO-12}", CASE_MANAGER),
    StaffScreen("reports", "/staff/cases/{case-DEMO-13}/reports", CASE_MANAGER),
    StaffScreen("board", "/staff/groups/{group}", CASE_MANAGER),
    StaffScreen("worklist", "/staff/review", PSYCHIATRIST),
    StaffScreen("review", "/staff/review/{review-DEMO-08}", PSYCHIATRIST),
    StaffScreen("questionnaires", "/staff/questionnaires", ADMIN),
    StaffScreen("components", "/staff/components", ADMIN),
)
