"""A set of pairs from its seed, the order in which it is studied, and questions about it.

Symbol and picture are drawn apart, so nothing about the one follows from the other: a pair can only be learned. The
wrong options of a question are pictures of the same set, studied as often as the right one: none is right because it
looks familiar, and the options alone say nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from scoring.items import FIGURE_CODES, PairSet, PairSpec
from scoring.matrices.chance import Chance
from scoring.symbols.picture import Picture, draw_pictures
from scoring.symbols.tile import Tile, draw_tiles


@dataclass(frozen=True, slots=True)
class Pair:
    """A symbol and the picture that belongs with it. `number` counts from 1."""

    number: int
    symbol: Tile
    picture: Picture


@dataclass(frozen=True, slots=True)
class Question:
    """Which picture belongs with this symbol? `options` by code in the order of showing."""

    symbol: Tile
    options: Mapping[str, Picture]
    key: str


@lru_cache(maxsize=256)
def pairs_of(spec: PairSet) -> tuple[Pair, ...]:
    """The pairs of a set, by number. The same seed and count give the same pairs, whatever the order of studying."""
    chance = Chance(spec.seed)
    symbols, pictures = draw_tiles(spec.count, chance), draw_pictures(spec.count, chance)
    return tuple(
        Pair(number, symbol, picture)
        for number, (symbol, picture) in enumerate(zip(symbols, pictures, strict=True), start=1)
    )


def study_order(spec: PairSet) -> tuple[Pair, ...]:
    """The pairs in the order in which the study screen shows them."""
    return Chance(spec.order).shuffled(pairs_of(spec))


@lru_cache(maxsize=2048)
def question(studied: PairSet, spec: PairSpec) -> Question:
    """The question about one pair. ValueError when the set has no such pair, or fewer pictures than options."""
    pairs = pairs_of(studied)
    if spec.ask > len(pairs) or spec.options > len(pairs):
        raise ValueError(f"a set of {len(pairs)} pairs has no pair {spec.ask} or no {spec.options} pictures")
    asked = pairs[spec.ask - 1]
    chance = Chance(spec.order)
    others = chance.sample([pair for pair in pairs if pair is not asked], spec.options - 1)
    order = chance.shuffled([asked, *others])
    options = {code: pair.picture for code, pair in zip(FIGURE_CODES, order, strict=False)}
    return Question(asked.symbol, MappingProxyType(options), FIGURE_CODES[order.index(asked)])
