"""Items and their options: what is asked, how, and who may see the answer. Without a word of prose."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Literal

from pydantic import Field

from scoring.conditions import Code, Condition, Frozen, Identifier, Number, Whole


class Sensitivity(StrEnum):
    """Who may ever see an answer. Missing in a file means `health`."""

    PLAIN = "plain"
    SPECIAL = "special"
    HEALTH = "health"


class ItemType(StrEnum):
    """How an item is asked. `passage` is text to read and `pairs` are pairs to learn: both take no answer."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    SCALE = "scale"
    YES_NO = "yes_no"
    NUMBER = "number"
    DATE = "date"
    CHOICE_LIST = "choice_list"
    GAP = "gap"
    PASSAGE = "passage"
    MATRIX = "matrix"
    PAIRS = "pairs"
    PAIR = "pair"
    C_TEST = "c_test"


#: What is drawn beside the answers of a scale: a strip of time that fills (how often), rising bars (how much, how
#: well), a hill that flattens (how easy).
AnswerPicture = Literal["strip", "bars", "slope"]


class Option(Frozen):
    """One answer. `value` is its number on a scale; `picture` a drawing's file stem in `pictures/`.

    `why` tells a reviewer why a situation's option has its value, or which error a wrong option of a test stands for.
    """

    code: Code
    value: Number | None = None
    picture: Identifier | None = None
    why: str | None = Field(default=None, min_length=3)


#: The codes of a figure item's options, in the order they are shown.
FIGURE_CODES = ("a", "b", "c", "d", "e", "f", "g", "h")


class FigureRule(Frozen):
    """What one attribute of the figures does along a row (Carpenter, Just & Shell, 1990).

    `over: figure` (only with `constant`): one value in the whole figure. Nothing has to be found out, but an option may
    break it. In a series, which is one row, every constant is of this kind.
    """

    attribute: Literal["shape", "number", "size", "rotation", "fill", "position"]
    rule: Literal["constant", "progression", "addition", "subtraction", "distribution_of_three", "distribution_of_two"]
    over: Literal["row", "figure"] = "row"


class MatrixSpec(Frozen):
    """A figure item as rules; `scoring.matrices` builds cells, key and distractors from it and nothing else.

    An attribute without a rule looks the same in every cell and in every option.
    """

    layout: Literal["2x2", "3x3", "series"]
    rules: tuple[FigureRule, ...] = Field(min_length=1)
    seed: Whole = Field(ge=0)
    options: Whole = Field(default=6, ge=4, le=8)


class Tolerance(Frozen):
    """When the right word counts although it is spelt wrongly: for vocabulary right, and marked as `spelling`.

    `edits` letters may be wrong, missing, too many or swapped with their neighbour, where at least `from_missing`
    letters are missing and the last `ending` letters are right: a wrong ending is grammar. The classical count is
    strict, spelling mistakes are mistakes (Klein-Braley & Raatz, 1984): `edits: 0`. Counting the right word with a
    spelling mistake as right and an error of agreement as wrong follows the Language Attrition Test Battery
    (Schmid, 2011); that one letter may be off and that four must be missing is our own choice, not yet studied.
    """

    edits: Literal[0, 1] = 1
    from_missing: Whole = Field(default=4, ge=2)
    ending: Whole = Field(default=1, ge=0, le=5)


#: Words that stay whole and aren't counted. A name: listed in `names`, or with a capital inside a sentence.
Spared = Literal["one_letter", "number", "name", "joined"]


class CTestSpec(Frozen):
    """A C-test as a rule; `scoring.c_test` makes the gaps from it and from the whole text and nothing else.

    From sentence `from_sentence` on, every `every`th word that counts loses its second half, until there are `gaps`
    gaps. `odd`: which half of a word with an odd number of letters is the larger one. `joined`: words with a hyphen or
    an apostrophe inside. Default: the rule of two (Klein-Braley & Raatz, 1984, Language Testing 1(2), 134-146).
    """

    gaps: Whole = Field(ge=2, le=30)
    every: Whole = Field(default=2, ge=2, le=4)
    from_sentence: Whole = Field(default=2, ge=1, le=9)
    odd: Literal["more_missing", "less_missing"] = "more_missing"
    spared: tuple[Spared, ...] = ("one_letter", "number", "name", "joined")
    names: tuple[str, ...] = ()
    tolerance: Tolerance = Tolerance()


class PairSet(Frozen):
    """Symbols and pictures to learn in pairs, made from `seed`; `order`: the seed of the order they are shown in."""

    seed: Whole = Field(ge=0)
    count: Whole = Field(ge=2, le=10)
    order: Whole = Field(default=0, ge=0)


class PairSpec(Frozen):
    """A question about pair number `ask` of the set that the item `study` shows. `order`: the seed of its options."""

    study: Identifier
    ask: Whole = Field(ge=1, le=10)
    order: Whole = Field(ge=0)
    options: Whole = Field(default=6, ge=2, le=8)


#: The four kinds of question in a language test, and the C-test.
Task = Literal["word_picture", "word_word", "sentence", "reading", "c_test"]


class Item(Frozen):
    """One question. Options come from exactly one of `options`, `scale` (a named answer scale) or `list`.

    `reading`: the level that its own wording asks for, when it differs from the module's. `level` and `task`: what an
    item of a language test aims at, on the scale of the Common European Framework. `instruction`: the name of a
    question that several items share word for word; such an item has no question of its own. `hint`: the name of a
    short hint below the question that several items share, for an item without a hint of its own. `read_aloud`: false
    where its own words must not be read aloud, since reading them is what is tested. `seconds`: how long the item may
    take, before any extra time (see `scoring.timing`).
    """

    id: Identifier
    type: ItemType
    sensitivity: Sensitivity = Sensitivity.HEALTH
    intent: str = Field(min_length=3)
    options: tuple[Option, ...] = ()
    scale: Identifier | None = None
    list: Identifier | None = None
    exclusive: tuple[Code, ...] = ()
    minimum: Number | None = None
    maximum: Number | None = None
    show_if: Condition | None = None
    practice: bool = False
    picture: Identifier | None = None
    stimulus: bool = False
    matrix: MatrixSpec | None = None
    pairs: PairSet | None = None
    pair: PairSpec | None = None
    c_test: CTestSpec | None = None
    reading: Literal["A1", "A2", "B1"] | None = None
    level: Literal["A1", "A2", "B1", "B2", "C1"] | None = None
    task: Task | None = None
    instruction: Identifier | None = None
    hint: Identifier | None = None
    read_aloud: bool = True
    seconds: Whole | None = Field(default=None, ge=1, le=3600)

    @property
    def takes_answer(self) -> bool:
        """False for what is only read or studied."""
        return self.type not in (ItemType.PASSAGE, ItemType.PAIRS)


def codes_of(item: Item, lists: Mapping[str, tuple[str, ...]], options: Iterable[Option]) -> tuple[str, ...]:
    """Every code that an item may be answered with: of its figure, its choice list, or its options."""
    drawn = item.matrix or item.pair
    if drawn is not None:
        return FIGURE_CODES[: drawn.options]
    return lists.get(item.list, ()) if item.list is not None else tuple(option.code for option in options)
