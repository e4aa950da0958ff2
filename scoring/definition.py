"""What a questionnaire is: items, options, scales, flags. Frozen, typed, without a word of prose.

Wording lives in text files by key (see `Texts`), so that a definition is the same in every language. A module's four
files become one `Questionnaire`. Units: minutes for durations, logits for difficulties, answer-scale points else.
"""

from functools import cached_property
from typing import TYPE_CHECKING, Literal, Self

from pydantic import Field

from scoring.adaptive.plan import Adaptive
from scoring.c_test import DamagedText, damage
from scoring.conditions import Frozen, Identifier, Whole
from scoring.irt.prior import Prior
from scoring.items import (
    FIGURE_CODES,
    AnswerPicture,
    CTestSpec,
    FigureRule,
    Item,
    ItemType,
    MatrixSpec,
    Option,
    PairSet,
    PairSpec,
    Sensitivity,
    Task,
    Tolerance,
    codes_of,
)
from scoring.measures import Band, Cutoff, CutoffValue, FlagRule, Level, Scale, Scoring
from scoring.norm_tables import NormFile
from scoring.timing import TimedBlock

if TYPE_CHECKING:
    from scoring.adaptive.course import AdaptiveBank
    from scoring.marking import Marking

__all__ = [
    "FIGURE_CODES",
    "Adaptive",
    "Band",
    "CTestSpec",
    "Cutoff",
    "CutoffValue",
    "FigureRule",
    "FlagRule",
    "Item",
    "ItemType",
    "Level",
    "MatrixSpec",
    "Option",
    "PairSet",
    "PairSpec",
    "Questionnaire",
    "Scale",
    "Scoring",
    "Sensitivity",
    "Structure",
    "Task",
    "Tolerance",
]


class Structure(Frozen):
    """The content of `questionnaire.yaml`. `reading`: the level that its wording asks; `read_aloud`: see `Item`."""

    slug: Identifier
    version: str = Field(pattern=r"^(0|[1-9][0-9]{0,5})(\.(0|[1-9][0-9]{0,5})){2}$")
    kind: Literal["personal", "test"]
    minutes: Whole = Field(ge=1, le=60)
    order: Whole = Field(ge=1, le=99)
    item_order: Literal["fixed", "shuffled"] = "fixed"
    content_language: str | None = None
    reading: Literal["A1", "A2", "B1"] = "A2"
    read_aloud: bool = True
    content_warning: bool = False
    grounding: bool = False
    answer_scales: dict[Identifier, tuple[Option, ...]] = {}
    answer_pictures: dict[Identifier, AnswerPicture] = {}
    adaptive: Adaptive | None = None
    timed: tuple[TimedBlock, ...] = ()
    items: tuple[Item, ...] = Field(min_length=1)


class Questionnaire(Frozen):
    """One module at one version. `lists`: the codes of the choice lists it uses; `whole_texts`: the undamaged text of
    each C-test by item, the key to its gaps, which no browser ever gets; `norm_tables`: the norm files by name.
    """

    structure: Structure
    scoring: Scoring
    lists: dict[str, tuple[str, ...]] = {}
    whole_texts: dict[Identifier, str] = {}
    norm_tables: dict[Identifier, NormFile] = {}

    def __copy__(self) -> Self:
        """A copy, of which a part may be exchanged, works everything out for itself."""
        return self._forgetful(super().__copy__())

    def __deepcopy__(self, memo: dict[int, object] | None = None) -> Self:
        """The same."""
        return self._forgetful(super().__deepcopy__(memo))

    def _forgetful(self, copied: Self) -> Self:
        for name in set(copied.__dict__) - set(type(self).model_fields):
            del copied.__dict__[name]
        return copied

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
    def asks_all(self) -> bool:
        """Whether everybody is asked every item, whatever the answers."""
        return self.adaptive_bank is None and all(item.show_if is None for item in self.items)

    @cached_property
    def by_id(self) -> dict[str, Item]:
        """Item id to item."""
        return {item.id: item for item in self.structure.items}

    @cached_property
    def options_by_item(self) -> dict[str, tuple[Option, ...]]:
        """Item id to its options, named answer scales resolved. Choice lists and figures have theirs elsewhere."""
        return {item.id: item.options or self.structure.answer_scales.get(item.scale or "", ()) for item in self.items}

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
        return {item.id: codes_of(item, self.lists, self.options_by_item[item.id]) for item in self.structure.items}

    @cached_property
    def c_tests(self) -> dict[str, DamagedText]:
        """Item id to the damaged text of each C-test."""
        texts = self.whole_texts
        return {
            item.id: damage(texts[item.id], item.c_test)
            for item in self.structure.items
            if item.c_test is not None and item.id in texts
        }

    @cached_property
    def scales_by_id(self) -> dict[str, Scale]:
        """Scale id to scale."""
        return {scale.id: scale for scale in self.scoring.scales}

    def prior_of(self, scale: Scale) -> Prior:
        """What a rasch scale assumes of ability before the first answer; an adaptive module may say it."""
        plan = self.structure.adaptive
        return Prior(plan.prior.mean, plan.prior.sd) if plan and plan.scale == scale.id else Prior()

    @cached_property
    def adaptive_bank(self) -> "AdaptiveBank | None":
        """The bank of an adaptive module, ready for choosing; None for a module that asks all its items."""
        from scoring.adaptive.course import AdaptiveBank

        plan = self.structure.adaptive
        return AdaptiveBank(self, plan) if plan else None

    @cached_property
    def marking(self) -> "Marking":
        """Keys, gaps and difficulties made ready for marking."""
        from scoring.marking import Marking

        return Marking(self)

    @cached_property
    def sensitivities(self) -> frozenset[Sensitivity]:
        """The kinds of answers there can be."""
        return frozenset(item.sensitivity for item in self.items)

    @cached_property
    def is_health(self) -> bool:
        """True when every answerable item is health: the module is then sealed as a whole."""
        return all(item.sensitivity is Sensitivity.HEALTH for item in self.items if item.takes_answer)
