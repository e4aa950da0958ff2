"""Which words of a page a client who can't read has no way to hear."""

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

SILENT_TAGS = frozenset(("script", "style", "title", "noscript", "head", "svg"))
#: Classes of elements that are not read aloud, each with its reason.
EXCEPTIONS: Mapping[str, str] = {
    "unseen": "for a screen reader, which speaks by itself",
    "skip": "for a screen reader and the keyboard",
    "brand": "the name of the service",
    "hear": "the button that reads aloud, and whose voice it is",
    "listen": "a button that reads aloud",
    "names": "the name of a language, in itself: a voice of another language would say it wrongly",
    "unapproved": "for staff: it says that the words are not approved yet",
    "offline": "the connection is gone, and without one no sound comes; in advance it costs each client 29 kB",
    "top__title": "the part's name and minutes are heard before it begins; the number of a question comes after it",
    "second": "a second language is for who sits beside the client",
    "also": "a second language is for who sits beside the client",
    "stimulus": "a test of reading",
    "damaged": "a test of reading and writing",
    "pad": "digits on keys",
    "keys": "letters on keys, in a test of writing",
    "keys-open": "opens these keys",
    "told": "how many were found: they stand under it and are heard",
    "saved": "one small word that nothing depends on",
}
#: What stands on each question in the same place, and is heard before the first one.
ON_EVERY_QUESTION = {"Volgende", "Terug", "Stoppen"}
#: Names the box whose words are heard.
TIME = {"Tijd"}
#: Buttons at the head of each page: heard on the page with the explanation, that for help, and in the introduction.
AT_THE_HEAD = {"Hulp", "Stoppen of pauze", "Nu sluiten", "Hulp vragen", "Ik heb geen hulp meer nodig"}


#: The button of letters, colours and languages shows the language by its name, in itself.
ITS_NAME = {"Nederlands"}


def unheard(page: Element, *, question: bool = False, tested: bool = False) -> list[str]:
    """The texts that can't be heard, in the order of the page. `tested`: answers in a tested language are left out."""
    [body] = page.iter("body")
    pressed = {number for each in body.iter() for number in each.get("data-listen", "").split()}
    left_out = AT_THE_HEAD | ITS_NAME | (ON_EVERY_QUESTION | TIME if question else set())
    return [
        text for text in _silent(body, pressed, {*EXCEPTIONS, *(["options"] if tested else [])}) if text not in left_out
    ]


def _silent(element: Element, pressed: set[str], classes: set[str]) -> Iterator[str]:
    if element.tag in SILENT_TAGS or element.get("aria-hidden") == "true" or element.get("hidden") is not None:
        return
    if element.get("data-say") in pressed or classes & set(element.get("class", "").split()):
        return
    if text := " ".join((element.text or "").split()):
        yield text
    for child in element:
        yield from _silent(child, pressed, classes)
        if text := " ".join((child.tail or "").split()):
            yield text
