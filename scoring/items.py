"""Items and their options: what is asked, how, and who may see the answer. Without a word of prose."""

from enum import StrEnum
from typing import Literal

from pydantic import Field

from scoring.conditions import Code, Condition, Frozen, Identifier


class Sensitivity(StrEnum):
    """Who may ever see an answer. Missing in a file means `health`."""

    PLAIN = "plain"
    SPECIAL = "special"
    HEALTH = "health"


class ItemType(StrEnum):
    """How an item is asked. `passage` is text to read, without an answer."""

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


class Option(Frozen):
    """One answer. `value` is its number on a scale; `picture` a drawing's file stem in `pictures/`.

    `why` tells a reviewer why a situation's option has its value, or which error a wrong option of a test stands for.
    """

    code: Code
    value: float | None = None
    picture: Identifier | None = None
    why: str | None = Field(default=None, min_length=3)


#: The codes of a figure item's options, in the order they are shown.
FIGURE_CODES = ("a", "b", "c", "d", "e", "f", "g", "h")


class FigureRule(Frozen):
    """What one attribute of the figures does along a row (Carpenter, Just & Shell, 1990)."""

    attribute: Literal["shape", "number", "size", "rotation", "fill", "position"]
    rule: Literal["constant", "progression", "addition", "subtraction", "distribution_of_three", "distribution_of_two"]


class MatrixSpec(Frozen):
    """A figure item as rules; `scoring.matrices` builds cells, key and distractors from it and nothing else."""

    layout: Literal["2x2", "3x3", "series"]
    rules: tuple[FigureRule, ...] = Field(min_length=1)
    seed: int = Field(ge=0)
    options: int = Field(default=6, ge=4, le=8)


#: The four kinds of question in a language test, and the C-test.
Task = Literal["word_picture", "word_word", "sentence", "reading", "c_test"]


class Item(Frozen):
    """One question. Options come from exactly one of `options`, `scale` (a named answer scale) or `list`.

    `reading`: the level that its own wording asks for, when it differs from the module's. `level` and `task`: what an
    item of a language test aims at, on the scale of the Common European Framework. `instruction`: the name of a
    question that several items share word for word; such an item has no question of its own.
    """

    id: Identifier
    type: ItemType
    sensitivity: Sensitivity = Sensitivity.HEALTH
    intent: str = Field(min_length=3)
    options: tuple[Option, ...] = ()
    scale: Identifier | None = None
    list: Identifier | None = None
    exclusive: tuple[Code, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    show_if: Condition | None = None
    practice: bool = False
    picture: Identifier | None = None
    stimulus: bool = False
    matrix: MatrixSpec | None = None
    reading: Literal["A1", "A2", "B1"] | None = None
    level: Literal["A1", "A2", "B1", "B2", "C1"] | None = None
    task: Task | None = None
    instruction: Identifier | None = None
