"""The states of a review and how it goes from one to the next: the only table of it."""

from collections.abc import Mapping
from enum import StrEnum

from service.errors import Conflict


class State(StrEnum):
    """Where a review is. `closed`: the client stopped, so there is nothing to release."""

    WAITING = "waiting"
    IN_REVIEW = "in_review"
    RELEASED = "released"
    CLOSED = "closed"


class Stage(StrEnum):
    """How the sitting stands that is reviewed."""

    OPEN = "open"
    FINISHED = "finished"
    WITHDRAWN = "withdrawn"


class Step(StrEnum):
    """What can be done with a review."""

    SCORE = "score"
    WORK = "work"  # note, close a signal
    FOLLOW_UP = "follow_up"  # appointment, supplementary module
    RELEASE = "release"
    CLOSE = "close"


S, G = State, Stage
UNSETTLED = (S.WAITING, S.IN_REVIEW)

#: Step → from which state to which. What isn't here is refused.
TRANSITIONS: Mapping[Step, Mapping[State, State]] = {
    Step.SCORE: {S.WAITING: S.WAITING, S.IN_REVIEW: S.IN_REVIEW},
    Step.WORK: {S.WAITING: S.IN_REVIEW, S.IN_REVIEW: S.IN_REVIEW},
    Step.FOLLOW_UP: {S.WAITING: S.IN_REVIEW, S.IN_REVIEW: S.IN_REVIEW, S.RELEASED: S.RELEASED},
    Step.RELEASE: {S.WAITING: S.RELEASED, S.IN_REVIEW: S.RELEASED},
    Step.CLOSE: {S.WAITING: S.CLOSED, S.IN_REVIEW: S.CLOSED},
}

#: Step → how the sitting must stand. Who stopped gets no outcome. No appointment by way of the municipality either, and
#: none while the sitting is open: only an acute signal brings such a one here, so that asking would tell of it.
STAGES: Mapping[Step, frozenset[Stage]] = {
    Step.SCORE: frozenset({G.FINISHED}),
    Step.WORK: frozenset({G.OPEN, G.FINISHED, G.WITHDRAWN}),
    Step.FOLLOW_UP: frozenset({G.FINISHED}),
    Step.RELEASE: frozenset({G.FINISHED}),
    Step.CLOSE: frozenset({G.WITHDRAWN}),
}


def may(step: Step, state: State, stage: Stage) -> bool:
    """Whether this can be done now."""
    return state in TRANSITIONS[step] and stage in STAGES[step]


def next_state(step: Step, state: State, stage: Stage) -> State:
    """The state after this step; `Conflict` when it can't be done now."""
    if not may(step, state, stage):
        raise Conflict(f"{step} in state {state}, sitting {stage}")
    return TRANSITIONS[step][state]
