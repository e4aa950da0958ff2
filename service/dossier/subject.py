"""One scale with all that its criteria are filled from."""

from dataclasses import dataclass
from functools import cached_property

from scoring.definition import Item, Questionnaire, Scale
from scoring.keying import difficulty_of
from service.catalogue import Module
from service.dossier.evidence import Study
from service.dossier.lexicon import Lexicon
from service.preview.modules import norms_told
from service.preview.pages import ItemShown


@dataclass(frozen=True)
class Subject:
    """`shown`: the module's items in the dossier's language, by id."""

    module: Module
    scale: Scale
    study: Study
    lexicon: Lexicon
    shown: dict[str, ItemShown]

    @property
    def language(self) -> str:
        """The dossier's own: nl or en."""
        return self.lexicon.language

    @property
    def questionnaire(self) -> Questionnaire:
        """The definition."""
        return self.module.questionnaire

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The scale's items, in its order."""
        return tuple(self.questionnaire.by_id[name] for name in self.scale.items)

    @cached_property
    def difficulties(self) -> tuple[float, ...]:
        """In logits, of the items that have one."""
        found = (difficulty_of(self.questionnaire, item) for item in self.items)
        return tuple(one for one in found if one is not None)

    @property
    def is_adaptive(self) -> bool:
        """Whether its items are a bank of which each person gets a part."""
        plan = self.questionnaire.structure.adaptive
        return plan is not None and plan.scale == self.scale.id

    @property
    def norms(self) -> str:
        """Of whom its norms are, and where they come from; empty without norms."""
        return norms_told(self.module, self.scale)

    def text(self, key: str) -> str:
        """A text of the scale in the dossier's language."""
        return self.module.text(self.language, f"scale.{self.scale.id}.{key}")
