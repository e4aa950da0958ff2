"""Keys, gaps and difficulties of one definition made ready for marking: each is worked out once, when first needed.

The same definition always gives the same of all of them, so remembering changes nothing but the time that it takes.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scoring.c_test import Key, key_of
from scoring.irt.prior import Prior
from scoring.irt.rasch import RaschTable
from scoring.items import CTestSpec, Item, PairSpec, Tolerance
from scoring.matrices import build, difficulty
from scoring.spelling import spelling
from scoring.symbols import Question, question

if TYPE_CHECKING:
    from scoring.definition import Questionnaire


@dataclass(frozen=True, slots=True)
class Keys:
    """The correct codes or spellings of an item: as written, as a set, and as they are compared when typed."""

    written: tuple[str, ...]
    codes: frozenset[str]
    spelt: frozenset[str]


class Marking:
    """What marking needs of a questionnaire, by item id."""

    def __init__(self, questionnaire: "Questionnaire") -> None:
        self._questionnaire = questionnaire
        self._keys: dict[str, Keys] = {}
        self._gaps: dict[str, tuple[Key, ...]] = {}
        self._difficulties: dict[str, float | None] = {}
        self._tables: dict[tuple[Prior, tuple[str, ...]], RaschTable] = {}

    def keys(self, item: Item) -> Keys:
        """The item's keys. ValueError for a pair whose `study` shows no pairs."""
        found = self._keys.get(item.id)
        if found is None:
            written = self._written(item)
            spelt = frozenset(spelling(key) for key in written)
            found = self._keys.setdefault(item.id, Keys(written, frozenset(written), spelt))
        return found

    def _written(self, item: Item) -> tuple[str, ...]:
        if item.matrix is not None:
            return (build(item.matrix).key,)
        if item.pair is not None:
            return (self.pair_question(item.pair).key,)
        return self._questionnaire.scoring.keys.get(item.id, ())

    def pair_question(self, spec: PairSpec) -> Question:
        """The question about a pair of the set that was studied. ValueError when its `study` shows no such set."""
        studied = self._questionnaire.by_id.get(spec.study)
        if studied is None or studied.pairs is None:
            raise ValueError(f"{spec.study} shows no pairs")
        return question(studied.pairs, spec)

    def gaps(self, item: Item) -> tuple[Key, ...]:
        """What is right in each gap of a C-test, in order. KeyError for an item without its text."""
        found = self._gaps.get(item.id)
        if found is None:
            accepted = self._questionnaire.scoring.accepted.get(item.id, {})
            tolerance = item.c_test.tolerance if isinstance(item.c_test, CTestSpec) else Tolerance()
            gaps = self._questionnaire.c_tests[item.id].gaps
            made = tuple(key_of(gap, tolerance, accepted.get(str(gap.number), ())) for gap in gaps)
            found = self._gaps.setdefault(item.id, made)
        return found

    def difficulty(self, item: Item) -> float | None:
        """In logits: from `difficulties`, else predicted from the rules of a figure item; None if neither."""
        if item.id not in self._difficulties:
            given = self._questionnaire.scoring.difficulties.get(item.id)
            predicted = None if item.matrix is None else difficulty(item.matrix)
            self._difficulties[item.id] = predicted if given is None else given
        return self._difficulties[item.id]

    def table(self, prior: Prior, items: tuple[str, ...]) -> RaschTable:
        """The chances of the items of a scale, those without a difficulty left out."""
        found = self._tables.get((prior, items))
        if found is None:
            by_id = self._questionnaire.by_id
            all_of_them = [self.difficulty(by_id[item]) for item in items]
            found = RaschTable([each for each in all_of_them if each is not None], prior)
            self._tables[prior, items] = found
        return found
