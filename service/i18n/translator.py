"""The interface's own words: gettext catalogues read from `locales/<language>/*.po`.

The message id is the English text. A feature keeps its own file (`kiosk.po`, `review.po` ...); all files of a folder
are one catalogue. English needs no files. Dates and numbers come from CLDR.
"""

import gettext
import io
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

from service.i18n.languages import Language, Languages

HERE = ZoneInfo("Europe/Amsterdam")


@dataclass(frozen=True, eq=False)
class Translator:
    """One language's words and forms."""

    language: Language
    messages: gettext.NullTranslations

    @cached_property
    def locale(self) -> Locale:
        """CLDR's data for this language, as written in its region."""
        return Locale.parse(self.language.region or self.language.code)

    def gettext(self, message: str) -> str:
        """The words for `message` in this language."""
        return self.messages.gettext(message)

    def ngettext(self, one: str, many: str, number: int) -> str:
        """The words for this number of things, by the language's own plural forms."""
        return self.messages.ngettext(one, many, number)

    def pgettext(self, context: str, message: str) -> str:
        """The words for `message` where the same English word has several meanings."""
        return self.messages.pgettext(context, message)

    def date(self, moment: date | datetime, style: str = "long") -> str:
        """A day in words, on the Dutch calendar day it falls on."""
        day = moment.astimezone(HERE) if isinstance(moment, datetime) else moment
        own = self.language.day if style == "long" else ""
        return format_date(day, own or style, locale=self.locale)

    def moment(self, moment: datetime, style: str = "medium") -> str:
        """A day and time of day in Dutch time."""
        return format_datetime(moment, style, tzinfo=HERE, locale=self.locale)


def load_translators(folder: Path, languages: Languages) -> dict[str, Translator]:
    """One translator per language of the registry."""
    return {row.code: Translator(row, _messages(folder, row.code)) for row in languages.rows}


def _messages(folder: Path, code: str) -> gettext.NullTranslations:
    merged: Catalog | None = None
    for path in sorted((folder / code).glob("*.po")):
        with path.open("rb") as file:
            catalog = read_po(file, locale=code, abort_invalid=True)
        if merged is None:
            merged = catalog
        else:
            for message in catalog:
                if message.id:
                    merged[message.id] = message
    return _compiled(merged) if merged is not None else gettext.NullTranslations()


def _compiled(catalog: Catalog) -> gettext.NullTranslations:
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    buffer.seek(0)
    return Translations(buffer)
