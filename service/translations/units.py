"""Every text that a translator works on, with what they need to know about it. One unit is one key in one place."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from scoring.definition import Questionnaire
from service.catalogue import AdviceTable, Catalogue, ChoiceList, Module, ReleaseTable, Status, Texts
from service.catalogue.lists import MAX_LABEL
from service.catalogue.text_keys import max_length, module_keys, passage_keys
from service.catalogue.texts import SOURCE_LANGUAGE, STAFF_LANGUAGES, source_hash, status_of

#: What a text is for, by the form of its key; the first that fits.
KINDS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"title"), "Title of the module"),
    (re.compile(r"intro"), "Shown before the module begins"),
    (re.compile(r"after"), "Shown when the module is done"),
    (re.compile(r"warning"), "Shown before a module that may upset"),
    (re.compile(r"help"), "Shown when help is needed now"),
    (re.compile(r"option\..+"), "An answer of a scale that several questions share"),
    (re.compile(r"feedback\..+\.right"), "After a practice question that was answered rightly"),
    (re.compile(r"feedback\..+\.wrong"), "After a practice question that was answered wrongly"),
    (re.compile(r"task\..+"), "What to do in this kind of question"),
    (re.compile(r"scale\.\w+\.name"), "Name of a result"),
    (re.compile(r"scale\.\w+\.client\..+"), "Said to the client about a result"),
    (re.compile(r"scale\..+"), "Said to staff about a result"),
    (re.compile(r"flag\..+"), "Said to staff when a signal is raised"),
    (re.compile(r"section\..+"), "Heading in the report"),
    (re.compile(r"advice\..+\.client"), "Sentence in the client's copy of the report"),
    (re.compile(r"advice\..+"), "Sentence in the report"),
    (re.compile(r"reliance\..+"), "Sentence in the report on how far the answers can be relied on"),
    (re.compile(r"sign\..+"), "What stands out in the answering; a module and numbers follow"),
    (re.compile(r"outcome\..+"), "Outcome that a psychiatrist chooses; the klantmanager reads it"),
    (re.compile(r"limit\..+"), "Limit that a psychiatrist chooses; the klantmanager reads it"),
    (re.compile(r"urgency\..+"), "How soon an appointment is needed"),
    (re.compile(r"level\..+"), "Said to staff about an indicated level"),
)
ITEM = re.compile(r"item\.(?P<item>\w+)(?P<rest>\..+)?")


@dataclass(frozen=True)
class Unit:
    """One text in one language.

    `place` is the folder or list under `questionnaires/`; `source` the English text and `hash` its fingerprint; `text`
    is empty while nobody has translated it. `longest` in characters. `audio`: where a recording would lie;
    in a file for translators with what there is (`heard`).
    """

    place: str
    key: str
    source: str
    text: str
    status: Status
    by: str
    on: str
    context: str
    longest: int
    for_client: bool
    audio: str = ""

    @property
    def hash(self) -> str:
        """The fingerprint of the English text."""
        return source_hash(self.source)


def units(catalogue: Catalogue, language: str, module: str | None = None) -> tuple[Unit, ...]:
    """All units of a language, or those of one module, in the order of the path and of the files."""
    found: list[Unit] = []
    for one in catalogue.modules.values():
        if module in (None, one.slug):
            found += module_units(one, language)
    if module is None:
        found += _table_units("_report", catalogue.advice, language)
        found += _table_units("_release", catalogue.release, language)
        for choices in catalogue.lists.values():
            found += _list_units(choices, language)
    return tuple(found)


def module_units(module: Module, language: str) -> Iterator[Unit]:
    """The units of one module: what the language needs, and what is optional and there in English."""
    keys = module_keys(module.questionnaire)
    place = f"{module.slug}/{module.version}"
    passages = passage_keys(module.questionnaire)
    english = module.texts.get(SOURCE_LANGUAGE, Texts(SOURCE_LANGUAGE, {}))
    wanted = {*keys.needed(language), *keys.optional}
    for key in english.entries:
        if key not in wanted:
            continue
        client = key not in keys.staff
        audio = f"{place}/audio/{language}/{key}.ogg" if client else ""
        yield _unit(
            module.texts, language, place, key, context_of(module.questionnaire, key), client, audio, passages=passages
        )


def _unit(
    texts: Mapping[str, Texts],
    language: str,
    place: str,
    key: str,
    context: str,
    client: bool,
    audio: str = "",
    *,
    passages: frozenset[str] = frozenset(),
) -> Unit:
    source = texts[SOURCE_LANGUAGE].entries[key].text
    entry = texts[language].entries.get(key) if language in texts else None
    status = status_of(dict(texts), language, key) if entry else Status.DRAFT
    return Unit(
        place=place,
        key=key,
        source=source,
        text=entry.text if entry else "",
        status=status,
        by=(entry.by or "") if entry else "",
        on=(entry.on or "") if entry else "",
        context=context,
        longest=max_length(key, passages),
        for_client=client,
        audio=audio,
    )


def context_of(questionnaire: Questionnaire, key: str) -> str:
    """What a text is after: an item's intent, or what its key stands for."""
    match = ITEM.fullmatch(key)
    if match is None:
        return next((words for pattern, words in KINDS if pattern.fullmatch(key)), "")
    item = questionnaire.by_id.get(match["item"])
    intent = item.intent if item else ""
    rest = match["rest"] or ""
    part = "Answer" if rest.startswith(".option.") else "Hint" if rest == ".help" else "Question"
    return f"{part}. {intent}"


def _table_units(place: str, table: AdviceTable | ReleaseTable, language: str) -> Iterator[Unit]:
    for key in table.texts[SOURCE_LANGUAGE].entries if SOURCE_LANGUAGE in table.texts else ():
        client = any(texts.has(key) for code, texts in table.texts.items() if code not in STAFF_LANGUAGES)
        # A language that is no staff language has only the sentences that clients read.
        if client or language in STAFF_LANGUAGES:
            context = next((words for pattern, words in KINDS if pattern.fullmatch(key)), "")
            yield _unit(table.texts, language, place, key, context, client)


def _list_units(choices: ChoiceList, language: str) -> Iterator[Unit]:
    stamp = choices.stamps.get(language)
    rows = [(f"group.{group.id}", group.label, "Heading in a list") for group in choices.groups]
    rows += [(entry.code, entry.label, f"Choice in the list of {choices.name}") for entry in choices.entries]
    for key, label, context in rows:
        yield Unit(
            place=f"_lists/{choices.name}",
            key=key,
            source=label[SOURCE_LANGUAGE],
            text=label.get(language, ""),
            status=choices.status(language) if label.get(language) else Status.DRAFT,
            by=(stamp.by or "") if stamp else "",
            on=(stamp.on or "") if stamp else "",
            context=context,
            longest=MAX_LABEL,
            for_client=True,
        )
