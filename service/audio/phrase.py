"""A text that can be heard."""

from dataclasses import dataclass

from service.catalogue.texts import source_hash

#: The place of the interface's own words.
INTERFACE = "_interface"


@dataclass(frozen=True)
class Phrase:
    """One text in one language. `place`: the folder it belongs to, like `motivatie/1.0.0`, `_lists/countries` or
    `_interface`; `key`: its key there.
    """

    place: str
    language: str
    key: str
    text: str

    @property
    def hash(self) -> str:
        """The fingerprint of the text, as translations have it."""
        return source_hash(self.text)


def interface_phrase(language: str, message: str, text: str) -> Phrase:
    """A phrase of the interface; `message` is its English, which names it."""
    return Phrase(INTERFACE, language, f"ui.{source_hash(message)}", text)
