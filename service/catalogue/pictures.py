"""Is a drawing harmless? Only plain SVG shapes pass: an allow-list of elements and attributes."""

import re
from xml.etree import ElementTree

from service.catalogue.findings import Log

NAMESPACE = "{http://www.w3.org/2000/svg}"
ELEMENTS = frozenset(
    {"svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "title", "desc", "defs"}
    | {"linearGradient", "radialGradient", "stop", "clipPath"}
)
PLACE = {"x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy", "d", "points", "width", "height"}
PAINT = {"fill", "fill-opacity", "fill-rule", "opacity", "color", "clip-path", "clip-rule", "vector-effect", "stroke"}
STROKE = {"width", "linecap", "linejoin", "opacity", "dasharray", "dashoffset", "miterlimit"}
GRADIENT = {"offset", "stop-color", "stop-opacity", "gradientUnits", "gradientTransform", "spreadMethod"}
FRAME = {"id", "viewBox", "transform", "preserveAspectRatio", "version", "clipPathUnits", "pathLength"}
NAMING = {"role", "aria-hidden", "aria-label", "focusable"}
ATTRIBUTES = frozenset(PLACE | PAINT | {f"stroke-{name}" for name in STROKE} | GRADIENT | FRAME | NAMING)
REFERENCE = re.compile(r"url\(#[A-Za-z0-9_-]+\)")
VIEW_BOX = re.compile(r"\s*-?[\d.]+([\s,]+-?[\d.]+){3}\s*")


def check_picture(file: str, text: str, log: Log) -> None:
    """Every part of the drawing that may not be there is a finding."""
    if "<!" in text.replace("<!--", "") or "<?" in text.replace("<?xml ", ""):
        log.add("picture_unsafe", file, None, "the drawing", "a document type, entity or processing instruction")
        return
    try:
        # No entity or document type can be declared here: they were refused above.
        root = ElementTree.fromstring(text)  # noqa: S314  # nosec B314
    except (ElementTree.ParseError, ValueError) as error:
        line = getattr(error, "position", (None,))[0]
        log.add("picture_unsafe", file, line, "the drawing", "no well-formed SVG")
        return
    if root.tag != f"{NAMESPACE}svg":
        log.add(
            "picture_unsafe", file, 1, "the drawing", "an outermost element that is not svg", "Use <svg xmlns=...>."
        )
    if not VIEW_BOX.fullmatch(root.get("viewBox", "")):
        log.add("picture_unsafe", file, 1, "svg", "no viewBox of four numbers", 'Add viewBox="0 0 width height".')
    for element in root.iter():
        for found in _forbidden(element):
            log.add("picture_unsafe", file, None, str(element.tag).removeprefix(NAMESPACE), found)


def _forbidden(element: ElementTree.Element) -> list[str]:
    name = str(element.tag).removeprefix(NAMESPACE)
    found = [] if name in ELEMENTS else [f"the element {name}"]
    found += [f"the attribute {key}" for key in element.attrib if key not in ATTRIBUTES]
    return found + [
        f"{key} with {value}" for key, value in element.attrib.items() if key in ATTRIBUTES and _leads_out(value)
    ]


def _leads_out(value: str) -> bool:
    rest = REFERENCE.sub("", value).lower()
    return any(word in rest for word in ("url(", ":", "&", "\\", "@import"))
