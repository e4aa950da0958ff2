"""What a condition may refer to: the items and scales of one module or of all, as far as they were read."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from scoring.conditions import CountCondition, ItemCondition, ScaleCondition, items_in, scales_in
from scoring.definition import Item, Questionnaire, Scale
from service.catalogue.schema import suggestion
from service.catalogue.unread import Unread

Leaf = ItemCondition | CountCondition | ScaleCondition


@dataclass(frozen=True)
class Scope:
    """The modules that references may be about. `own`: the module of references without a dot; None in advice.

    `unread`: what of each module could not be read.
    """

    modules: Mapping[str, Questionnaire]
    own: str | None = None
    unread: Mapping[str, Unread] = field(default_factory=dict)

    def blurs(self, leaf: Leaf) -> bool:
        """Whether nothing is certain of this leaf, because what it looks at was not read."""
        items = any(self._blurs(name, self.item(name) is not None) for name in items_in(leaf))
        return items or any(self._blurs(name, self.scale(name) is not None) for name in scales_in(leaf))

    def _blurs(self, reference: str, known: bool) -> bool:
        slug, dot, name = reference.rpartition(".")
        unread = self.unread.get(slug if dot else self.own or "")
        return unread is not None and unread.blurs(name, known)

    def module(self, reference: str) -> tuple[Questionnaire | None, str]:
        """The module of a reference and the bare id."""
        slug, dot, name = reference.rpartition(".")
        return self.modules.get(slug if dot else self.own or ""), name

    def item(self, reference: str) -> tuple[Questionnaire, Item] | None:
        """The answerable item of a reference with its module."""
        module, name = self.module(reference)
        item = module.by_id.get(name) if module else None
        return None if module is None or item is None or not item.takes_answer else (module, item)

    def scale(self, reference: str) -> tuple[Questionnaire, Scale] | None:
        """The scale of a reference with its module."""
        module, name = self.module(reference)
        scale = module.scales_by_id.get(name) if module else None
        return None if module is None or scale is None else (module, scale)

    def close(self, reference: str, what: str) -> str | None:
        """A known reference that looks like this one."""
        known = [
            name if slug == self.own else f"{slug}.{name}"
            for slug, module in self.modules.items()
            for name in (module.by_id if what == "item" else module.scales_by_id)
        ]
        return f"Did you mean {found}?" if (found := suggestion(reference, known)) else None
