"""What text a glyph stands for, where WeasyPrint leaves it out: a ligature that shares its place with a vowel sign."""

import re
from collections.abc import Iterator
from functools import cache, partial

import pikepdf
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from service.web.rendering import STATIC

#: Family and weight as they are named in the PDF → our font file.
FILES = {
    "Report-Arabic": "fonts/print/noto-sans-arabic-400.woff2",
    "Report-Arabic-Bold": "fonts/print/noto-sans-arabic-700.woff2",
}
EMPTY = re.compile(rb"<([0-9a-fA-F]{4})> <>")
#: A space without width: for a glyph that adds nothing to the text.
NOTHING = "\u200b"


def complete_maps(document: pikepdf.Pdf) -> None:
    """Give every glyph its text, as PDF/A level A asks (ISO 19005-3, 6.2.11.7)."""
    for font in document.objects:
        if isinstance(font, pikepdf.Dictionary) and "/ToUnicode" in font:
            name = str(font.BaseFont).partition("+")[2]
            table = font.ToUnicode.read_bytes()
            if EMPTY.search(table):
                texts = glyph_texts(FILES[name]) if name in FILES else {}
                font.ToUnicode.write(EMPTY.sub(partial(_line, texts), table))


def _line(texts: dict[int, str], found: re.Match[bytes]) -> bytes:
    text = texts.get(int(found[1], 16), NOTHING)
    return b"<%s> <%s>" % (found[1], text.encode("utf-16-be").hex().encode())


@cache
def glyph_texts(file: str) -> dict[int, str]:
    """Glyph number → text, for all glyphs of a packaged font that substitutions lead to."""
    font = TTFont(STATIC / file)
    texts = {name: chr(code) for code, name in sorted(font.getBestCmap().items(), reverse=True)}
    substitutions = list(_substitutions(font))
    for _ in range(3):  # a form of a form of a letter is as deep as it goes
        for parts, result in substitutions:
            if result not in texts and all(part in texts for part in parts):
                texts[result] = "".join(texts[part] for part in parts)
    return {font.getGlyphID(name): text for name, text in texts.items()}


def _substitutions(font: TTFont) -> Iterator[tuple[tuple[str, ...], str]]:
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            inner = getattr(table, "ExtSubTable", table)
            for glyph, result in getattr(inner, "mapping", {}).items():
                if isinstance(result, str):
                    yield (glyph,), result
            for first, ligatures in getattr(inner, "ligatures", {}).items():
                yield from (((first, *row.Component), row.LigGlyph) for row in ligatures)
