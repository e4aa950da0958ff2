"""What of all texts can be heard: those a client sees at the kiosk, in the order in which they come.

Not among them: what only staff or a report says; words in a tested language (stimuli and their options); an item's own
words where reading is what is tested (`read_aloud: false`). Names in lists that are searched instead of shown
whole are many hundreds: they come apart from the rest, and after it.
"""

from collections.abc import Iterator

from scoring.definition import Item, Questionnaire
from service.audio.interface import SPOKEN
from service.audio.numbers import number_phrases
from service.audio.phrase import Phrase, interface_phrase
from service.catalogue import Catalogue, ChoiceList, Module
from service.catalogue.text_keys import module_keys, question_key
from service.i18n import Translator

#: Keys of texts that come around the items, in their order.
BEFORE, AFTER = ("title", "intro", "warning"), ("after", "help")


def phrases(catalogue: Catalogue, translator: Translator, module: str | None = None) -> tuple[Phrase, ...]:
    """All phrases of a language, or those of one module: modules in the order of the path, lists, the interface."""
    language = translator.language.code
    chosen = [one for one in catalogue.modules.values() if module in (None, one.slug)]
    found = [phrase for one in chosen for phrase in module_phrases(one, language)]
    if module is None:
        lists = (choices for choices in catalogue.lists.values() if not choices.is_long)
        found += [phrase for choices in lists for phrase in list_phrases(choices, language)]
        found += (*interface_phrases(translator), *number_phrases(catalogue, translator))
    return tuple(found)


def long_list_phrases(catalogue: Catalogue, translator: Translator) -> tuple[Phrase, ...]:
    """The headings and names of the lists that are searched: what is recorded after everything else, if at all."""
    lists = (choices for choices in catalogue.lists.values() if choices.is_long)
    return tuple(phrase for choices in lists for phrase in whole_list_phrases(choices, translator.language.code))


def module_phrases(module: Module, language: str) -> tuple[Phrase, ...]:
    """Those of one module that are there in this language."""
    keys = [*BEFORE, *_item_keys(module), *AFTER]
    there = [key for key in dict.fromkeys(keys) if module.has_text(language, key)]
    return tuple(module_phrase(module, language, key) for key in there)


def module_phrase(module: Module, language: str, key: str) -> Phrase:
    """One of them; TextMissing when it isn't there."""
    return Phrase(f"{module.slug}/{module.version}", language, key, module.text(language, key))


def is_read_aloud(questionnaire: Questionnaire, item: Item) -> bool:
    """Whether the item's own words may be heard."""
    return questionnaire.structure.read_aloud and item.read_aloud


def list_phrases(choices: ChoiceList, language: str) -> tuple[Phrase, ...]:
    """The choices of a list, under their codes."""
    place = list_place(choices)
    rows = (row for row in choices.entries if language in row.label)
    return tuple(Phrase(place, language, row.code, row.label[language]) for row in rows)


def whole_list_phrases(choices: ChoiceList, language: str) -> tuple[Phrase, ...]:
    """The headings of a list, and its choices."""
    headings = (row for row in choices.groups if language in row.label)
    found = (Phrase(list_place(choices), language, f"group.{row.id}", row.label[language]) for row in headings)
    return *found, *list_phrases(choices, language)


def list_place(choices: ChoiceList) -> str:
    """Where the sounds of a list lie."""
    return f"_lists/{choices.name}"


def interface_phrases(translator: Translator) -> tuple[Phrase, ...]:
    """The interface's own words that can be heard."""
    language = translator.language.code
    return tuple(interface_phrase(language, message, translator.gettext(message)) for message in SPOKEN)


def _item_keys(module: Module) -> Iterator[str]:
    known = module_keys(module.questionnaire)
    words = {*known.client, *known.optional}
    for item in module.questionnaire.structure.items:
        yield from (key for key in _keys_of(module.questionnaire, item) if key in words)


def _keys_of(questionnaire: Questionnaire, item: Item) -> Iterator[str]:
    """The question, its hint, the answers, and what is said after a practice item."""
    aloud = is_read_aloud(questionnaire, item)
    if aloud or item.instruction:
        yield from (question_key(item), f"{question_key(item)}.help")
    if item.hint:
        yield f"hint.{item.hint}"
    if aloud and not item.stimulus:
        for option in questionnaire.options_by_item[item.id]:
            yield f"option.{item.scale}.{option.code}" if item.scale else f"item.{item.id}.option.{option.code}"
    yield from (f"feedback.{item.id}.{how}" for how in ("right", "wrong") if item.practice)
