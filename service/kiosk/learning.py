"""What the learning task shows: pairs to study, the symbol that is asked about, a practice pair put together."""

from collections.abc import Mapping
from dataclasses import dataclass

from scoring.definition import Item, Questionnaire
from scoring.keying import pair_question
from scoring.symbols import Pair, Picture, Tile, study_order
from service.kiosk.figures import Mark

#: The one pattern of stripes that pictures need.
STRIPES = (Mark(shape="", fill="striped", x=0, y=0, factor=1.0, rotation=0),)


@dataclass(frozen=True)
class Lesson:
    """Pairs to look at, or a symbol to find the picture for; never both, so that no question shows its answer."""

    pairs: tuple[Pair, ...] = ()
    symbol: Tile | None = None
    striped: tuple[Mark, ...] = STRIPES


def lesson_of(questionnaire: Questionnaire, item: Item) -> Lesson | None:
    """What a learning item shows beside its options; None for any other item."""
    if item.pairs is not None:
        return Lesson(pairs=study_order(item.pairs))
    if item.pair is not None:
        return Lesson(symbol=pair_question(questionnaire, item.pair).symbol)
    return None


def pictures_of(questionnaire: Questionnaire, item: Item) -> Mapping[str, Picture]:
    """The options of a question about a pair, by code in the order of showing; empty for any other item."""
    return pair_question(questionnaire, item.pair).options if item.pair is not None else {}


def solved_pair(questionnaire: Questionnaire, item: Item) -> Lesson | None:
    """The pair that a practice question asked about, for its feedback."""
    if item.pair is None:
        return None
    asked = pair_question(questionnaire, item.pair)
    return Lesson(pairs=(Pair(item.pair.ask, asked.symbol, asked.options[asked.key]),))
