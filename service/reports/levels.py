"""Indicated levels for the report: what was confirmed or chosen, or the proposal, marked as such. No health domain."""

import uuid
from collections.abc import Mapping
from typing import Literal

from service.cases.levels import Level
from service.i18n.translator import HERE
from service.reports.evidence import Evidence, Taken
from service.reports.level_line import LevelLine
from service.reports.voice import Voice


def level_lines(voice: Voice, evidence: Evidence) -> tuple[LevelLine, ...]:
    """One line per domain of which something was proposed."""
    return tuple(
        _line(voice, evidence.taken[level.proposal.slug], level, evidence.deciders)
        for level in evidence.levels
        if level.proposal.slug in evidence.taken
    )


def _line(voice: Voice, taken: Taken, level: Level, names: Mapping[uuid.UUID, str]) -> LevelLine:
    proposal, last = level.proposal, level.last
    words = f"scale.{proposal.scale}"
    return LevelLine(
        id=f"{proposal.slug}.{proposal.scale}",
        name=taken.module.text(voice.language, f"{words}.name"),
        level=level.level,
        proposed=proposal.level,
        lowest=proposal.lowest,
        highest=proposal.highest,
        state=state_of(level),
        meaning=taken.module.text(voice.language, f"{words}.level.{level.level}"),
        reason=last.reason if last else "",
        by=names.get(last.decided_by, "") if last else "",
        on=last.decided_at.astimezone(HERE).date() if last else None,
    )


def state_of(level: Level) -> Literal["proposed", "confirmed", "changed"]:
    """How far a person looked at it."""
    if level.last is None:
        return "proposed"
    return "confirmed" if level.level == level.proposal.level else "changed"
