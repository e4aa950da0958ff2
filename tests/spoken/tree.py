"""The accessibility tree of a page, as Chromium gives it to a screen reader, in lines that a person can read.

Each line is a thing in the order of reading: its role, its name, what describes it, its state. What lies within it
stands below, further in. Texts that only repeat the name of what they lie in are left out.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from playwright.sync_api import Page

Node = Mapping[str, Any]
#: Nothing a person hears of: what lies within is read as if it were not there.
SILENT = frozenset(("none", "generic", "LabelText", "InlineTextBox", "RootWebArea", "ListMarker"))
#: States worth a word, in this order.
STATES = ("level", "checked", "pressed", "expanded", "invalid", "required", "disabled", "focused")
#: Said by role alone, or nothing out of the ordinary.
USUAL = ("", "false", False)


def tree_of(page: Page) -> str:
    """All lines of what is shown now."""
    session = page.context.new_cdp_session(page)
    session.send("Accessibility.enable")
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    by_id = {node["nodeId"]: node for node in nodes}
    return "\n".join(lines(by_id, nodes[0], 0, "")) + "\n"


def lines(nodes: Mapping[str, Node], node: Node, depth: int, within: str) -> Iterator[str]:
    """The lines of a node and of all within it. `within`: the name of what it lies in."""
    name = value_of(node.get("name"))
    silent = node.get("ignored") or role_of(node) in SILENT
    repeats = role_of(node) == "StaticText" and name in within
    if repeats or (role_of(node) == "StaticText" and not name):
        return
    if not silent:
        yield "  " * depth + said(node, name)
    for child in node.get("childIds", ()):
        if child in nodes:
            yield from lines(nodes, nodes[child], depth + (not silent), within if silent else name)


def said(node: Node, name: str) -> str:
    """One line."""
    role = role_of(node)
    if role == "StaticText":
        return f'"{name}"'
    words = [role, *([f'"{name}"'] if name else []), *states_of(node.get("properties", ()))]
    typed, description = value_of(node.get("value")), value_of(node.get("description"))
    words += [f"value={typed!r}"] if typed not in USUAL else []
    words += [f"described by {description!r}"] if description else []
    return " ".join(words)


def states_of(properties: Sequence[Node]) -> Iterator[str]:
    """Its states, as words."""
    known = {one["name"]: one["value"].get("value") for one in properties}
    for name in STATES:
        if name in known and (known[name] not in USUAL or name in ("pressed", "expanded")):
            yield f"{name}={str(known[name]).lower()}"


def role_of(node: Node) -> str:
    """What it is."""
    return str(value_of(node.get("role")))


def value_of(held: Node | None) -> str:
    """What a property of the tree holds, on one line."""
    return " ".join(str((held or {}).get("value", "")).split())
