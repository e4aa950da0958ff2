"""One PDF that is both PDF/A-3a and PDF/UA-1, with the language of each part.

WeasyPrint writes one or the other and one language per file; this pass over its result adds the rest.
"""

import base64
import io
import re
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

import pikepdf

from service.errors import KlantbeeldError
from service.reports.glyphs import complete_maps

#: PDF/UA's mark, with the extension schema that PDF/A asks for. ISO 14289-1, 5; ISO 19005-3, 6.6.2.3.
UA_MARK = """<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about=""
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""

#: The end of a stream whose last byte looks like a part of the line end that follows it.
DOUBTFUL = re.compile(rb"[\r\n]\nendstream")


class LanguageLost(KlantbeeldError):
    """The parts in another language could not be found again in the PDF: one of them was split over lines or pages."""

    code = "pdf_problem"


def archived(pdf: bytes, marks: Mapping[str, list[str]]) -> bytes:
    """The same document with both marks. `marks`: structure tag → language of each of its elements, '' for none."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        _mark_ua(document)
        _mark_languages(document, marks)
        _name_attachments_once(document)
        complete_maps(document)
        _compress(document)
        small = _saved(document, pikepdf.ObjectStreamMode.generate)
        if not DOUBTFUL.search(small):
            return small
        _guard_ends(document)
        return _saved(document, pikepdf.ObjectStreamMode.disable)


def _saved(document: pikepdf.Pdf, mode: pikepdf.ObjectStreamMode) -> bytes:
    """The bytes, the same each time; with object streams a third of the size."""
    result = io.BytesIO()
    document.save(
        result,
        deterministic_id=True,
        fix_metadata_version=False,
        compress_streams=mode is pikepdf.ObjectStreamMode.generate,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        object_stream_mode=mode,
    )
    return result.getvalue()


def _mark_ua(document: pikepdf.Pdf) -> None:
    metadata = document.Root.Metadata.read_bytes().decode()
    stream = pikepdf.Stream(document, metadata.replace("</rdf:RDF>", f"{UA_MARK}</rdf:RDF>", 1).strip().encode())
    stream.Type, stream.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
    document.Root.Metadata = document.make_indirect(stream)


def _guard_ends(document: pikepdf.Pdf) -> None:
    """No stream may end in what looks like the line end before `endstream`: its length would be in doubt.

    One compressed stream in 128 does, so one report in four. ISO 19005-3, 6.1.7.1. ASCII85 around it ends in `~>`;
    the file is then written without object streams, whose ends can't be chosen.
    """
    for stream in document.objects:
        if isinstance(stream, pikepdf.Stream) and stream.read_raw_bytes()[-1:] in (b"\r", b"\n"):
            filters = stream.get("/Filter", pikepdf.Array())
            inner = list(filters) if isinstance(filters, pikepdf.Array) else [filters]
            wrapped = base64.a85encode(stream.read_raw_bytes()) + b"~>"
            stream.write(wrapped, filter=pikepdf.Array([pikepdf.Name.ASCII85Decode, *inner]))


def _compress(document: pikepdf.Pdf) -> None:
    """Pack what WeasyPrint left unpacked: it would try hardest, four times as long for a two-hundredth part less.

    What the document says of itself stays readable, as ISO 19005-3, 6.6.2.1 asks.
    """
    for stream in document.objects:
        if isinstance(stream, pikepdf.Stream) and "/Filter" not in stream and stream.get("/Type") != "/Metadata":
            stream.write(zlib.compress(stream.read_raw_bytes()), filter=pikepdf.Name.FlateDecode)


def _name_attachments_once(document: pikepdf.Pdf) -> None:
    """WeasyPrint lists an attached file twice among the associated files."""
    if "/AF" in document.Root:
        once = {row.objgen: row for row in document.Root.AF}
        document.Root.AF = pikepdf.Array(list(once.values()))


def _mark_languages(document: pikepdf.Pdf, marks: Mapping[str, list[str]]) -> None:
    for tag, languages in marks.items():
        if not any(languages):
            continue
        every = _parts(document.Root.StructTreeRoot)
        found = [part for part in every if str(part.S) == f"/{tag}" and _holds_parts(part)]
        if len(found) != len(languages):
            raise LanguageLost(f"{len(languages)} parts of the kind {tag} became {len(found)}")
        for part, language in zip(found, languages, strict=True):
            if language:
                part.Lang = pikepdf.String(language)


def _parts(part: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Every structure element below this one, in reading order."""
    for kid in _kids(part):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _parts(kid)


def _holds_parts(part: pikepdf.Object) -> bool:
    """True for an element of the page; its pieces of text have plain numbers below them."""
    return any(isinstance(kid, pikepdf.Dictionary) for kid in _kids(part))


def _kids(part: pikepdf.Object) -> list[Any]:
    kids: Any = part.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]
