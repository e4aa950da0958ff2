"""An HTML page read strictly: a tag that isn't closed, or an id or attribute that is there twice, is an error."""

from html.parser import HTMLParser
from xml.etree.ElementTree import Element, SubElement

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
UNSEEN = frozenset(("script", "style", "title", "template", "head"))


class NotHtml(AssertionError):
    """The page isn't well formed."""


class StrictParser(HTMLParser):
    """Builds an element tree, and raises where a browser would have to guess."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("page")
        self.open = [self.root]
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            raise NotHtml(f"<{tag}> has an attribute twice: {names}")
        values = {name: value or "" for name, value in attrs}
        if (found := values.get("id")) is not None:
            if found in self.ids:
                raise NotHtml(f"the id {found!r} is there twice")
            self.ids.add(found)
        element = SubElement(self.open[-1], tag, values)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID or self.open[-1].tag != tag:
            raise NotHtml(f"</{tag}> closes <{self.open[-1].tag}>")
        self.open.pop()

    def handle_data(self, data: str) -> None:
        parent = self.open[-1]
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + data
        else:
            parent.text = (parent.text or "") + data


def read_page(html: str) -> Element:
    """The page as a tree. Raises `NotHtml`."""
    parser = StrictParser()
    parser.feed(html)
    parser.close()
    if len(parser.open) != 1:
        raise NotHtml(f"not closed: {[element.tag for element in parser.open[1:]]}")
    return parser.root


def find_all(root: Element, tag: str, **attributes: str) -> list[Element]:
    """All elements of this tag with these attributes; `class_` and the like stand for reserved words."""
    wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    return [e for e in root.iter(tag) if all(e.get(name) == value for name, value in wanted.items())]


def text_of(element: Element) -> str:
    """All words of an element, with single spaces."""
    return " ".join(" ".join(element.itertext()).split())


def visible_text(element: Element) -> str:
    """The words that a person reads or hears: without scripts and the title, with labels that are read aloud."""
    return " ".join(" ".join(_words(element)).split())


def _words(element: Element) -> list[str]:
    if element.tag in UNSEEN:
        return [element.tail or ""]
    spoken = [element.get(name, "") for name in ("aria-label", "alt", "placeholder", "title")]
    inner = [word for child in element for word in _words(child)]
    return [*spoken, element.text or "", *inner, element.tail or ""]
