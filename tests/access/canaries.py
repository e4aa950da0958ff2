"""Questionnaires with canaries: health items whose answers are found nowhere else, in any file, text or definition."""

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from service.config import ROOT

LANGUAGES = ("nl", "en", "ar", "ti")
#: Module → item → its type, its limits or options, the answer of the client, and that of another client.
CANARIES: Mapping[str, Mapping[str, tuple[str, str, str]]] = {
    "trauma": {
        "tr_cnry_number": ("number", "482915307", "105837264"),
        "tr_cnry_word": ("gap", "qzxvkjwplm", "hgfdytrewb"),
        "tr_cnry_day": ("date", "1931-07-23", "1947-02-11"),
    },
    "zelfredzaamheid": {"zr_cnry_word": ("gap", "wqjzkxvpty", "mnbvgfrtyq")},
    "achtergrond": {"ac_cnry_number": ("number", "739164208", "261905847")},
}
QUESTION = "Kanarie"


def given(which: int) -> dict[str, str]:
    """The canary answers of the first (0) or the other (1) client."""
    return {item: row[1 + which] for items in CANARIES.values() for item, row in items.items()}


def pick_canaries(which: int, item: str, codes: Sequence[str]) -> str | None:
    """Canaries where they are asked; in the health module what opens all tiers and raises an acute signal."""
    if (canary := given(which).get(item)) is not None:
        return canary
    if item.startswith("tr_") and codes:
        return "yes" if "yes" in codes else codes[-1]
    return None


def with_canaries(folder: Path) -> Path:
    """A copy of the questionnaires, with one more health item per canary in front of each module."""
    copy = folder / "questionnaires"
    shutil.copytree(ROOT / "questionnaires", copy)
    for slug, items in CANARIES.items():
        version = next((copy / slug).iterdir())
        put(
            version / "questionnaire.yaml", "items:\n", "".join(definition(item, row[0]) for item, row in items.items())
        )
        for language in LANGUAGES:
            words = "".join(f'  item.{item}: {{text: "{QUESTION}"}}\n' for item in items)
            put(version / f"text.{language}.yaml", "entries:\n", words)
    return copy


def put(path: Path, after: str, more: str) -> None:
    """Put lines behind a line of a file."""
    text = path.read_text(encoding="utf-8")
    head, mark, tail = text.partition(after)
    assert mark, path
    path.write_text(f"{head}{mark}{more}{tail}", encoding="utf-8")


def definition(item: str, kind: str) -> str:
    """The YAML of a health item."""
    limits = "    minimum: 0\n    maximum: 999999999\n" if kind == "number" else ""
    return f'  - id: {item}\n    type: {kind}\n    sensitivity: health\n    intent: "A canary."\n{limits}'
