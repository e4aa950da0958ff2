"""The health domains with the level that their answers indicate, and what the psychiatrist made of it."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from scoring.levels import LEVELS, IndicatedLevel
from service.cases.queries import staff_names
from service.review.desk import Desk
from service.review.levels import Decided, decisions_of, health_proposals


@dataclass(frozen=True)
class ShownDecision:
    """One decision on a domain."""

    level: int
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True)
class ShownLevel:
    """One health domain. `choices`: each level with what it means, 5 first. `decisions`: oldest first."""

    domain: str
    name: str
    proposed: int
    lowest: int | None
    highest: int | None
    choices: tuple[tuple[int, str], ...]
    decisions: tuple[ShownDecision, ...]

    @property
    def level(self) -> int:
        """The decided level; the proposed one before."""
        return self.decisions[-1].level if self.decisions else self.proposed

    @property
    def words(self) -> str:
        """What it means."""
        return dict(self.choices)[self.level]

    @property
    def state(self) -> str:
        """`proposed`, `confirmed`, or `changed`."""
        if not self.decisions:
            return "proposed"
        return "confirmed" if self.level == self.proposed else "changed"

    @property
    def reaches(self) -> bool:
        """Whether the proposal may as well be another level."""
        return self.lowest is not None and self.lowest != self.highest


def levels_shown(desk: Desk) -> tuple[ShownLevel, ...]:
    """Every health domain that has a proposal, in the order of the path."""
    proposals = health_proposals(desk.parts, desk.result)
    decided = decisions_of(desk.visit.session, desk.opener, desk.review.id) if proposals else []
    names = staff_names(desk.visit.session, {row.by for row in decided})
    return tuple(_shown(desk, domain, found, decided, names) for domain, found in proposals.items())


def _shown(
    desk: Desk, domain: str, found: IndicatedLevel, decided: list[Decided], names: Mapping[uuid.UUID, str]
) -> ShownLevel:
    slug, _, scale = domain.partition(".")
    module, language = desk.part(slug).module, desk.reader.language
    return ShownLevel(
        domain=domain,
        name=module.text(language, f"scale.{scale}.name"),
        proposed=found.level,
        lowest=found.lowest,
        highest=found.highest,
        choices=tuple((n, module.text(language, f"scale.{scale}.level.{n}")) for n in reversed(LEVELS)),
        decisions=tuple(
            ShownDecision(row.content.levels[domain], row.content.reason, names.get(row.by, ""), row.at)
            for row in decided
            if domain in row.content.levels
        ),
    )
