"""What conditions are evaluated against: the answers, sealed answers and scores of one module, or of several."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Protocol

from scoring.definition import Questionnaire
from scoring.result import NOTHING_SAID, AnswerValue, ModuleResult


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one module. `unknown`: items that were answered but whose answer is sealed.

    `answers` should hold answers on the path only (see `scoring.path.answers_on_path`). `result` is needed for scale
    conditions alone.
    """

    questionnaire: Questionnaire
    answers: Mapping[str, AnswerValue]
    unknown: AbstractSet[str] = frozenset()
    result: ModuleResult | None = None

    def of(self, reference: str) -> "tuple[Facts | None, str]":
        """The facts that a reference is about and its bare id; None for another module's reference."""
        module, dot, name = reference.rpartition(".")
        return (self if not dot or module == self.questionnaire.slug else None), name

    def answer(self, item: str) -> AnswerValue:
        """The item's answer, None when it is missing for whatever reason."""
        value = self.answers.get(item)
        return None if value in NOTHING_SAID or value == () else value

    def number(self, item: str) -> float | None:
        """The answer as a number: itself, or the value of the chosen option. None when missing or without a number."""
        value = self.answer(item)
        if isinstance(value, str):
            return self.questionnaire.values_by_item.get(item, {}).get(value)
        return value if isinstance(value, int | float) else None


@dataclass(frozen=True, slots=True)
class FactsByModule:
    """What is known of several modules, by slug; every reference must be written `slug.id`."""

    modules: Mapping[str, Facts] = field(default_factory=dict)

    def of(self, reference: str) -> tuple[Facts | None, str]:
        """The facts of the reference's module and its bare id; None for a module that was not taken."""
        module, _, name = reference.rpartition(".")
        return self.modules.get(module), name


class Knowledge(Protocol):
    """Either of the two above."""

    def of(self, reference: str) -> tuple[Facts | None, str]: ...
