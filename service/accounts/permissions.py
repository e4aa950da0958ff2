"""Who may do what: the table of the design, as data.

A staff route names a `Need`; the table gives each role its scope for it. No row, no access: the answer is 404.
Scopes: `own` the own caseload, `team` the own team, `review` cases in the MGGZ's hands, `all` everything of the kind.
"""

from dataclasses import dataclass
from typing import Literal

from service.accounts.models import Role

Scope = Literal["own", "team", "review", "all", "self"]
Verb = Literal["read", "write"]


@dataclass(frozen=True)
class Need:
    """What a route wants to do with what."""

    resource: str
    verb: Verb


CM, LEAD, PSY, ADMIN, AUDITOR = Role.CASE_MANAGER, Role.TEAM_LEAD, Role.PSYCHIATRIST, Role.ADMIN, Role.AUDITOR

TABLE: dict[tuple[str, Verb], dict[Role, Scope]] = {
    ("own_account", "read"): {CM: "self", LEAD: "self", PSY: "self", ADMIN: "self", AUDITOR: "self"},
    ("own_account", "write"): {CM: "self", LEAD: "self", PSY: "self", ADMIN: "self", AUDITOR: "self"},
    ("access_code", "write"): {CM: "own", LEAD: "team"},
    ("case", "read"): {CM: "own", LEAD: "team"},
    ("case", "write"): {CM: "own"},
    ("answers", "read"): {CM: "own", PSY: "review"},
    ("health", "read"): {PSY: "review"},
    ("review", "read"): {PSY: "review"},
    ("review", "write"): {PSY: "review"},
    ("scores", "read"): {CM: "own", LEAD: "team", PSY: "review"},
    ("level", "read"): {CM: "own", LEAD: "team"},
    ("level", "write"): {CM: "own"},
    ("release", "read"): {CM: "own", LEAD: "team", PSY: "review"},
    ("group", "read"): {CM: "own", LEAD: "team"},
    ("group", "write"): {CM: "own"},
    ("appointment", "read"): {CM: "own", LEAD: "team", PSY: "review"},
    ("appointment", "write"): {CM: "own", LEAD: "team"},
    ("report", "read"): {CM: "own", LEAD: "team", PSY: "review"},
    ("report", "write"): {CM: "own"},
    ("debrief", "write"): {CM: "own"},
    ("caseload", "read"): {CM: "own", LEAD: "team", ADMIN: "all", AUDITOR: "all"},
    ("caseload", "write"): {LEAD: "team", ADMIN: "all"},
    ("accounts", "read"): {ADMIN: "all", AUDITOR: "all"},
    ("accounts", "write"): {ADMIN: "all"},
    ("catalogue", "read"): {CM: "all", LEAD: "all", PSY: "all", ADMIN: "all"},
    ("recordings", "read"): {ADMIN: "all"},
    ("recordings", "write"): {ADMIN: "all"},
    ("components", "read"): {ADMIN: "all"},
    ("audit", "read"): {CM: "self", LEAD: "team", PSY: "self", AUDITOR: "all"},
}


def scope_of(role: Role, need: Need) -> Scope | None:
    """The scope this role has for this need, None when it has none."""
    return TABLE.get((need.resource, need.verb), {}).get(role)
