"""The words of a report in one language: the catalogue's and the interface's own."""

from dataclasses import dataclass

from scoring.definition import Item, ItemType
from scoring.result import NOTHING_SAID, AnswerValue
from service.cases.places import Places
from service.catalogue.catalogue import Catalogue
from service.catalogue.module import Module
from service.i18n import Languages, Translator


@dataclass(frozen=True, eq=False)
class Voice:
    """One language, with everything that has words in it."""

    translator: Translator
    catalogue: Catalogue
    languages: Languages
    places: Places = Places()

    @property
    def language(self) -> str:
        """Its code."""
        return self.translator.language.code

    def say(self, message: str) -> str:
        """A message of the interface."""
        return self.translator.gettext(message)

    def language_name(self, code: str) -> str:
        """What a language is called in this one."""
        found = self.translator.locale.languages.get(code)
        return found or self.languages[code].name

    def answers(self, module: Module, item: Item, value: AnswerValue) -> tuple[str, ...]:
        """An answer in words, several for several; empty when there is none."""
        if value is None or value in NOTHING_SAID:
            return ()
        values = value if isinstance(value, tuple) else (value,)
        return tuple(self._word(module, item, one) for one in values)

    def _word(self, module: Module, item: Item, value: str | float) -> str:
        if not isinstance(value, str):
            return str(int(value)) if float(value).is_integer() else str(value)
        if item.list is not None:
            return self.catalogue.lists[item.list].label(self.language, value)
        if item.type in (ItemType.GAP, ItemType.C_TEST, ItemType.MATRIX, ItemType.PAIR, ItemType.DATE):
            return value
        return module.option_text(self.language, item, value)
