"""All texts of one language that can be heard, each with what a speaker must know to read it well."""

import hashlib
from dataclasses import dataclass
from functools import cached_property, lru_cache

from scoring.definition import Item
from service.audio import Phrase, long_list_phrases, phrases
from service.catalogue import Catalogue, Module
from service.i18n import Translator

#: Keys that are a kind by themselves.
#: A name in a list that is searched.
LISTED = "listed"
ALONE = frozenset(("title", "intro", "after", "warning", "help"))


@dataclass(frozen=True)
class Spoken:
    """One text to read aloud. `kind`: what it is, as the page has words for; `part`: its module's slug, or its place.

    `about`: the question that an answer, a hint or a word of praise belongs to; `intent`: what the question is after.
    """

    phrase: Phrase
    part: str
    kind: str
    about: str = ""
    intent: str = ""

    @property
    def is_listed(self) -> bool:
        """Whether it is one of the many hundreds of names in long lists, which are asked for by nobody."""
        return self.kind == LISTED

    @cached_property
    def id(self) -> str:
        """12 hex digits that name the text in addresses and in the log, and tell nothing about it."""
        return text_id(self.phrase)


def text_id(phrase: Phrase) -> str:
    """The same for a text in every language and wording."""
    return hashlib.sha256(f"{phrase.place}\n{phrase.key}".encode()).hexdigest()[:12]


@lru_cache(maxsize=8)
def spoken_texts(catalogue: Catalogue, translator: Translator) -> tuple[Spoken, ...]:
    """All of them, in the order in which a client meets them, long lists last; worked out once: neither changes."""
    modules = {f"{module.slug}/{module.version}": module for module in catalogue.modules.values()}
    met = (
        spoken_of(modules[phrase.place], phrase) if phrase.place in modules else elsewhere(phrase)
        for phrase in phrases(catalogue, translator)
    )
    names = (Spoken(phrase, phrase.place, LISTED) for phrase in long_list_phrases(catalogue, translator))
    return *met, *names


def elsewhere(phrase: Phrase) -> Spoken:
    """A text that is of no module."""
    return Spoken(phrase, phrase.place, "answer" if phrase.place.startswith("_lists/") else "screen")


def spoken_of(module: Module, phrase: Phrase) -> Spoken:
    """A module's text, by the form of its key."""
    head, _, rest = phrase.key.partition(".")
    name, _, after = rest.partition(".")
    if head in ALONE:
        return Spoken(phrase, module.slug, head)
    if head == "hint":
        return Spoken(phrase, module.slug, "hint", *question_of(module, phrase, item_with(module, hint=name)))
    if head == "option":
        return Spoken(phrase, module.slug, "shared", *question_of(module, phrase, item_with(module, scale=name)))
    if head == "instruction":
        item = item_with(module, instruction=name)
        about, intent = question_of(module, phrase, item)
        return Spoken(phrase, module.slug, "hint", about) if after else Spoken(phrase, module.slug, head, "", intent)
    item = module.questionnaire.by_id.get(name)
    about, intent = question_of(module, phrase, item)
    kind = item_kind(head, after)
    return Spoken(phrase, module.slug, kind, "" if kind == "question" else about, intent)


def item_kind(head: str, after: str) -> str:
    """What a text of one item is."""
    if head == "feedback":
        return after
    return {"": "question", "help": "hint"}.get(after, "answer")


def item_with(module: Module, **wanted: str) -> Item | None:
    """The first item with this hint, scale or instruction."""
    ((name, value),) = wanted.items()
    return next((item for item in module.questionnaire.items if getattr(item, name) == value), None)


def question_of(module: Module, phrase: Phrase, item: Item | None) -> tuple[str, str]:
    """An item's question in the language that is recorded, and its intent."""
    return (module.question(phrase.language, item), item.intent) if item else ("", "")
