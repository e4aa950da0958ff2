"""Units as a gettext file (PO) and back, for translators with a translation program."""

import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po, write_po

from service.catalogue import Status
from service.translations.exchange import Row, cells_of, refuse
from service.translations.units import Unit

#: Between place and key in a message's context; neither has it.
BETWEEN = "|"
#: Comments that a row is read from again, by column.
KEPT = ("status", "hash")
TOLD = ("context", "longest", "audience", "by", "on", "audio")
#: A line that is no comment: a keyword with text in quotes, or more of that text.
LINE = re.compile(r'(msgctxt|msgid|msgid_plural|msgstr(\[\d+\])?|)\s*"([^"\\]|\\.)*"')


def write_units(units: Sequence[Unit], language: str, path: Path) -> None:
    """Write the units. A draft is marked fuzzy, which is how translation programs show what wants work."""
    catalog = Catalog(locale=language, project="Klantbeeld questionnaires", fuzzy=False)
    for unit in units:
        cells = cells_of(unit)
        comments = [f"{name}: {' '.join(cells[name].split())}" for name in (*KEPT, *TOLD) if cells[name]]
        catalog.add(
            unit.source,
            unit.text,
            context=f"{unit.place}{BETWEEN}{unit.key}",
            auto_comments=comments,
            flags=["fuzzy"] if unit.text and unit.status is Status.DRAFT else [],
        )
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=0, omit_header=False)
    path.write_bytes(buffer.getvalue())


def read_units(path: Path) -> tuple[str, tuple[Row, ...]]:
    """The language and rows of a file that came back; FileRefused when it is none of ours."""
    try:
        content = path.read_bytes()
        _whole(content.decode("utf-8-sig"))
        catalog = read_po(io.BytesIO(content), abort_invalid=True)
    except (PoFileError, UnicodeDecodeError, ValueError, OSError) as problem:
        raise refuse(path, f"no readable PO file ({problem})", "Save it as PO in UTF-8, or export again.") from None
    return str(catalog.locale or ""), tuple(_rows(path, catalog))


def _whole(text: str) -> None:
    """ValueError at a line with a quote too few or too many: the reader would take it and drop a letter."""
    for number, line in enumerate(text.split("\n"), 1):
        found = line.strip()
        if found and not found.startswith("#") and LINE.fullmatch(found) is None:
            raise ValueError(f"line {number} is cut off or misses a quote")


def _rows(path: Path, catalog: Catalog) -> Iterator[Row]:
    for message in catalog:
        if message.id:
            yield _row(path, message)


def _row(path: Path, message: Message) -> Row:
    place, _, key = str(message.context or "").partition(BETWEEN)
    kept = dict(comment.partition(": ")[::2] for comment in message.auto_comments)
    status = kept.get("status", "")
    # A translator who is done takes the fuzzy mark away; one who is in doubt sets it.
    if message.fuzzy:
        status = Status.DRAFT.value
    elif status == Status.DRAFT.value and message.string:
        status = Status.TRANSLATED.value
    return Row(
        where=f"{path.name}, {message.context or message.id}",
        place=place,
        key=key,
        source=str(message.id),
        text=str(message.string),
        status=status,
        hash=kept.get("hash", ""),
    )
