"""Who is asking: read anew with every request, so that a change of role or a revocation holds at once."""

import uuid
from dataclasses import dataclass

from service.accounts.models import Role
from service.accounts.permissions import Need, Scope, scope_of
from service.errors import NotFound


@dataclass(frozen=True)
class Principal:
    """A signed-in member of staff."""

    user_id: uuid.UUID
    name: str
    role: Role
    team_id: uuid.UUID | None
    language: str

    def scope(self, resource: str, verb: str = "read") -> Scope:
        """The scope for this need; NotFound when the table gives none."""
        found = scope_of(self.role, Need(resource, verb))  # type: ignore[arg-type]
        if found is None:
            raise NotFound(resource)
        return found

    def may(self, resource: str, verb: str = "read") -> bool:
        """Whether the table gives any scope for this need; what the navigation shows follows from it."""
        return scope_of(self.role, Need(resource, verb)) is not None  # type: ignore[arg-type]
