"""What a questionnaire is: items, options, scales, flags. Frozen, typed, without a word of prose.

Wording lives in text files by key (see `Texts`), so that a definition is the same in every language. A module's four
files become one `Questionnaire`. Units: minutes for durations, logits for difficulties, answer-scale points else.
"""

from enum import StrEnum
from functools import cached_property
from typing import Literal

from pydantic import Field

from scoring.conditions import Code, Condition, Frozen, Identifier
from scoring.measures import Band, Cutoff, CutoffValue, FlagRule, Scale, Scoring

__all__ = [
    "FIGURE_CODES",
    "Band",
    "Cutoff",
    "CutoffValue",
    "FigureRule",
    "FlagRule",
    "Item",
    "ItemType",
    "MatrixSpec",
    "Option",
    "Questionnaire",
    "Scale",
    "Scoring",
    "Sensitivity",
    "Structure",
]


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
    """One answer. `value` is its number on a scale; `picture` a drawing's file stem in `pictures/`."""

    code: Code
    value: float | None = None
    picture: Identifier | None = None


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


class Item(Frozen):
    """One question. Options come from exactly one of `options`, `scale` (a named answer scale) or `list`."""

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


class Structure(Frozen):
    """The content of `questionnaire.yaml`."""

    slug: Identifier
    version: str = Field(pattern=r"^\d+\.\d+\.\d+$")
    kind: Literal["personal", "test"]
    minutes: int = Field(ge=1, le=60)
    order: int = Field(ge=1, le=99)
    item_order: Literal["fixed", "shuffled"] = "fixed"
    content_language: str | None = None
    content_warning: bool = False
    grounding: bool = False
    answer_scales: dict[Identifier, tuple[Option, ...]] = {}
    items: tuple[Item, ...] = Field(min_length=1)


class Questionnaire(Frozen):
    """One module at one version: structure and scoring. `lists` holds the codes of the choice lists it uses."""

    structure: Structure
    scoring: Scoring
    lists: dict[str, tuple[str, ...]] = {}

    @property
    def slug(self) -> str:
        """The module's name, e.g. `motivatie`."""
        return self.structure.slug

    @property
    def version(self) -> str:
        """Three numbers, e.g. `1.0.0`."""
        return self.structure.version

    @property
    def items(self) -> tuple[Item, ...]:
        """All items in file order, practice and passages included."""
        return self.structure.items

    @cached_property
    def by_id(self) -> dict[str, Item]:
        """Item id to item."""
        return {item.id: item for item in self.structure.items}

    @cached_property
    def options_by_item(self) -> dict[str, tuple[Option, ...]]:
        """Item id to its options, named answer scales resolved. Choice lists and figures have theirs elsewhere."""
        scales = self.structure.answer_scales
        return {item.id: item.options or scales.get(item.scale or "", ()) for item in self.structure.items}

    @cached_property
    def values_by_item(self) -> dict[str, dict[str, float]]:
        """Item id to the numbers of its option codes; an option without a number is left out."""
        return {
            item: {option.code: option.value for option in options if option.value is not None}
            for item, options in self.options_by_item.items()
        }

    @cached_property
    def codes_by_item(self) -> dict[str, tuple[str, ...]]:
        """Item id to every code it may be answered with, from options, choice list or figure (`a`, `b`, ...)."""
        return {item.id: self._codes_of(item) for item in self.structure.items}

    def _codes_of(self, item: Item) -> tuple[str, ...]:
        if item.matrix is not None:
            return FIGURE_CODES[: item.matrix.options]
        if item.list is not None:
            return self.lists.get(item.list, ())
        return tuple(option.code for option in self.options_by_item[item.id])

    @cached_property
    def scales_by_id(self) -> dict[str, Scale]:
        """Scale id to scale."""
        return {scale.id: scale for scale in self.scoring.scales}

    @cached_property
    def sensitivities(self) -> frozenset[Sensitivity]:
        """The kinds of answers there can be."""
        return frozenset(item.sensitivity for item in self.items)

    @cached_property
    def is_health(self) -> bool:
        """True when every answerable item is health: the module is then sealed as a whole."""
        asked = [item for item in self.items if item.type is not ItemType.PASSAGE]
        return all(item.sensitivity is Sensitivity.HEALTH for item in asked)
