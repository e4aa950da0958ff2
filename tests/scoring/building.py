"""Small modules to test with."""

from typing import Any

from scoring.definition import Questionnaire

AGREE = [{"code": str(value), "value": value} for value in range(1, 6)]
YES_NO = [{"code": "yes", "value": 1}, {"code": "no", "value": 0}]
REFERENCE = "Made up for this test."


def item(name: str, **more: Any) -> dict[str, Any]:
    """A plain item on a five-point scale unless told otherwise."""
    return {"id": name, "type": "scale", "sensitivity": "plain", "intent": "Test item.", "scale": "agree", **more}


def passage(name: str) -> dict[str, Any]:
    return {"id": name, "type": "passage", "sensitivity": "plain", "intent": "Text to read."}


#: Gaps: och|tend, na|ar, we|rk, we|rkt.
DAMAGED = (
    "Sara woont in een klein dorp. Elke ochtend fietst Sara naar het werk. Zij werkt in een winkel met 3 collega's. "
    "Daarna gaat iedereen weer naar huis."
)


def c_test(name: str, **more: Any) -> dict[str, Any]:
    """A C-test item with four gaps; its whole text is `DAMAGED`."""
    rule = {"gaps": 4}
    return {"id": name, "type": "c_test", "sensitivity": "plain", "intent": "C-test.", "stimulus": True} | {
        "c_test": rule,
        **more,
    }


def scale(name: str, items: list[str], method: str = "mean", **more: Any) -> dict[str, Any]:
    return {"id": name, "method": method, "items": items, "reference": REFERENCE, **more}


def flag(name: str, when: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": name, "level": "acute", "when": when, "reference": REFERENCE, **more}


def module(items: list[dict[str, Any]], kind: str = "personal", slug: str = "mod", **scoring: Any) -> Questionnaire:
    """A module with the answer scales `agree` (1 to 5) and `yes_no` (yes 1, no 0)."""
    structure = {
        "slug": slug,
        "version": "1.0.0",
        "kind": kind,
        "minutes": 5,
        "order": 1,
        "answer_scales": {"agree": AGREE, "yes_no": YES_NO},
        "items": items,
    }
    lists = {"countries": ("er", "sy", "nl")}
    texts = {each["id"]: DAMAGED for each in items if each["type"] == "c_test"}
    return Questionnaire.model_validate(
        {"structure": structure, "scoring": scoring, "lists": lists, "whole_texts": texts}
    )
