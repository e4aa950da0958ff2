"""Rules for text files together: every text in every language, nothing left over."""

from collections.abc import Collection, Mapping

from service.catalogue.checks.subject import Subject
from service.catalogue.findings import Log
from service.catalogue.loader import Document
from service.catalogue.schema import suggestion
from service.catalogue.text_keys import Keys, content_keys, module_keys
from service.catalogue.texts import REQUIRED_LANGUAGES, Texts

Files = Mapping[str, tuple[Document, Texts]]


def check_module_texts(subject: Subject) -> None:
    """The module's text files and its content."""
    keys = module_keys(subject.questionnaire)
    check_texts(subject.folder, subject.texts, keys, subject.log, subject.files_unread)
    _content(subject)


def check_texts(folder: str, files: Files, keys: Keys, log: Log, unread: Collection[str]) -> None:
    """Languages, missing texts and orphans of one set of text files. `unread`: files that are there."""
    for language in REQUIRED_LANGUAGES:
        file = f"{folder}/text.{language}.yaml"
        if language not in files and not {file, folder} & set(unread):
            log.add("language_missing", file, None, language, "no such file")
    written = {key for _, texts in files.values() for key in texts.entries}
    optional = [key for key in keys.optional if key in written]
    known = keys.known()
    for language, (document, _) in files.items():
        kind = "text_missing" if language in REQUIRED_LANGUAGES else "text_behind"
        for key in (*keys.needed(language), *optional):
            if key not in _written(document):
                log.add(kind, document.file, document.line("entries"), key, f"no text {key}", f"Add `{key}:`.")
        _orphans(document, _written(document), known, log)


def _written(document: Document) -> Collection[str]:
    entries = document.value.get("entries")
    return entries if isinstance(entries, dict) else ()


def _orphans(document: Document, written: Collection[str], known: set[str], log: Log) -> None:
    free = known - set(written)
    for key in written:
        if key not in known:
            close = suggestion(key, free) if log.suggests(document.file) else None
            mend = f"Did you mean {close}?" if close else None
            log.add("text_orphan", document.file, document.line("entries", key), key, key, mend)


def _content(subject: Subject) -> None:
    keys = content_keys(subject.questionnaire)
    language = subject.questionnaire.structure.content_language
    file = f"{subject.folder}/content.yaml"
    if subject.content is None:
        if keys and file not in subject.files_unread:
            subject.log.add("content", file, None, "content.yaml", "no such file")
        return
    document, texts = subject.content
    if not language or not keys:
        found = "a content.yaml without content_language or stimulus"
        subject.log.add("content", file, None, "content.yaml", found)
        return
    for key in keys:
        if key not in _written(document):
            subject.log.add("text_missing", file, document.line("entries"), key, f"no text {key}", f"Add `{key}:`.")
    _orphans(document, list(texts.entries), set(keys), subject.log)
