"""Where a sign about the answering begins, and what can be said: rules kept as data."""

from typing import Literal, get_args

from pydantic import Field

from scoring.conditions import Frozen, Real

Kind = Literal["patterned", "fast", "inconsistent", "unusual", "unexpected"]
KINDS: tuple[Kind, ...] = get_args(Kind)


class Limit(Frozen):
    """Where a sign begins, and on whose word."""

    value: Real
    reference: str = Field(min_length=10)


class Limits(Frozen):
    """Where each sign begins. `run` and `fast`: shares of the answers. `even_odd`, `synonyms`: correlations within a
    person; `halves_apart`: points of the answer scale, without which a low `even_odd` is no sign. `unusual`: chance of
    at least the person's distance. `person_fit`: lz, in standard deviations.
    """

    least_answers: Limit
    run: Limit
    fast: Limit
    even_odd: Limit
    halves_apart: Limit
    synonyms: Limit
    unusual: Limit
    person_fit: Limit


class Ground(Frozen):
    """On whose word something is said."""

    reference: str = Field(min_length=10)


class Said(Frozen):
    """What can be said of a whole sitting: exactly one of these holds. One kind of sign has a sentence of its own."""

    too_few: Ground
    nothing: Ground
    patterned: Ground
    fast: Ground
    inconsistent: Ground
    unusual: Ground
    unexpected: Ground
    several: Ground


class Timing(Frozen):
    """What can be said of the time limits of a sitting: exactly one of the first three where a timed part was taken,
    and `timed_out` as well where time ran out before an answer.
    """

    usual: Ground
    extra: Ground
    no_limit: Ground
    timed_out: Ground


class Reliance(Frozen):
    """The rules as they stand in a file."""

    limits: Limits
    said: Said
