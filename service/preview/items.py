"""Items of a module for the booklet: the words, the drawings, the keys and the reasons."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from scoring.definition import Item, ItemType
from scoring.keying import difficulty_of, keys_of
from service.catalogue import Catalogue, Module
from service.catalogue.text_keys import question_key
from service.kiosk.amounts import amounts_of
from service.kiosk.figures import drawing
from service.kiosk.learning import lesson_of, pictures_of
from service.preview.conditions import told
from service.preview.pages import GapsShown, ItemShown, OptionShown


@dataclass(frozen=True)
class ItemReader:
    """Reads the items of one module in one language. `address`: from a drawing to where the reader finds it."""

    catalogue: Catalogue
    module: Module
    language: str
    address: Callable[[str], str]

    def items(self) -> tuple[ItemShown, ...]:
        """All items in file order, practice and passages included."""
        return tuple(self._item(number, item) for number, item in enumerate(self.module.questionnaire.items, 1))

    def _item(self, number: int, item: Item) -> ItemShown:
        module = self.module
        keys = keys_of(module.questionnaire, item) if module.questionnaire.structure.kind == "test" else ()
        return ItemShown(
            id=item.id,
            number=number,
            kind=item.type.value,
            sensitivity=item.sensitivity.value,
            question=module.question(self.language, item),
            english="" if self.language == "en" else module.question("en", item),
            hint=module.hint(self.language, item),
            stimulus=module.content_text(f"item.{item.id}.stimulus") if item.stimulus else "",
            options=tuple(self._options(item, keys)),
            intent=item.intent,
            practice=item.practice,
            picture=self._picture(item.picture),
            figure=drawing(item.matrix) if item.matrix else None,
            lesson=lesson_of(module.questionnaire, item),
            pictures=pictures_of(module.questionnaire, item),
            c_test=self._gaps(item),
            feedback=tuple(self._feedback(item)),
            keys=", ".join(keys),
            facts=(*self._facts(item), *([f"at most {item.seconds:g} s"] if item.seconds else [])),
            condition=told(item.show_if) if item.show_if else "",
            status=module.status_of(self.language, question_key(item)).value,
        )

    def _picture(self, name: str | None) -> str:
        return self.address(self.module.pictures[name]) if name else ""

    def _gaps(self, item: Item) -> GapsShown | None:
        damaged = self.module.questionnaire.c_tests.get(item.id)
        if damaged is None:
            return None
        accepted = self.module.questionnaire.scoring.accepted.get(item.id, {})
        return GapsShown(damaged.between, damaged.gaps, tuple(f"{gap}: {', '.join(accepted[gap])}" for gap in accepted))

    def _feedback(self, item: Item) -> Iterator[str]:
        """What a practice item says after the answer, once where right and wrong say the same."""
        keys = (f"feedback.{item.id}.right", f"feedback.{item.id}.wrong")
        told_once = {self.module.text(self.language, key) for key in keys if self.module.has_text(self.language, key)}
        yield from sorted(told_once, key=len)

    def _options(self, item: Item, keys: tuple[str, ...]) -> Iterator[OptionShown]:
        drawn = amounts_of(self.module.questionnaire, item)
        for option in self.module.questionnaire.options_by_item[item.id]:
            yield OptionShown(
                code=option.code,
                text=self.module.option_text(self.language, item, option.code),
                value="" if option.value is None else f"{option.value:g}",
                picture=self._picture(option.picture),
                key=option.code in keys,
                why=option.why or "",
                amount=drawn.get(option.code),
            )

    def _facts(self, item: Item) -> Iterator[str]:
        if item.level:
            yield f"CEFR {item.level}"
        if item.task:
            yield item.task.replace("_", " ")
        if item.reading:
            yield f"reading {item.reading}"
        difficulty = difficulty_of(self.module.questionnaire, item)
        if difficulty is not None:
            yield f"b = {difficulty:.2f}"
        if item.list:
            yield f"list {item.list} ({len(self.catalogue.lists[item.list].entries)})"
        if item.matrix:
            yield f"{item.matrix.layout}: " + ", ".join(f"{rule.attribute} {rule.rule}" for rule in item.matrix.rules)
        if item.type is ItemType.NUMBER and item.minimum is not None and item.maximum is not None:
            yield f"{item.minimum:g} to {item.maximum:g}"
