"""Norms, reliability, construct and criterion validity: what has been studied, and plainly what has not."""

from collections.abc import Iterator
from typing import Any

from service.dossier.evidence import ITEM_METHODS
from service.dossier.lexicon import Lexicon
from service.dossier.pages import Grid, Line
from service.dossier.subject import Subject

#: A smaller probability is shown as being below it.
LEAST_P = 0.001


def norms(subject: Subject) -> tuple[list[Line], list[Grid]]:
    """Those that the scale names; a group that was measured is described, and is no norm."""
    words, found = subject.lexicon, subject.study.reliability
    lines = [Line(words["norms"], subject.norms or words["norms_none"])]
    if found:
        lines.append(
            Line(
                words["group"],
                words["group_is"].format(n=found["n"], mean=words.number(found["mean"]), sd=words.number(found["sd"])),
            )
        )
    return lines, []


def reliability(subject: Subject) -> tuple[list[Line], list[Grid]]:
    """Of the people in the files; of made-up people for an adaptive bank."""
    found, simulation = subject.study.reliability, subject.study.simulation
    lines = list(_coefficients(subject.lexicon, found)) if found else []
    grids = [_rest(subject.lexicon, found)] if found else []
    if simulation:
        grids.append(_simulated(subject.lexicon, simulation))
    if subject.scale.method not in ITEM_METHODS:
        lines.append(Line(subject.lexicon["error"], subject.lexicon[f"error_{subject.scale.method}"]))
    return lines, grids


def _coefficients(words: Lexicon, found: dict[str, Any]) -> Iterator[Line]:
    low, high = (words.number(limit) for limit in found["alpha_interval"])
    yield Line(words["people"], str(found["n"]))
    yield Line(words["alpha"], words["interval"].format(value=words.number(found["alpha"]), low=low, high=high))
    yield Line(words["omega"], words.number(found["omega"]))
    yield Line(words["sem"], words.number(found["sem"], 3))
    yield Line(words["mean_sd"], f"{words.number(found['mean'])} ({words.number(found['sd'])})")


def _rest(words: Lexicon, found: dict[str, Any]) -> Grid:
    rows = tuple(
        (item["id"], words.number(item["item_rest"]), words.number(item["loading"])) for item in found["items"]
    )
    return Grid(words["item_rest"], tuple(words[key] for key in ("item", "r_rest", "loading")), rows)


def _simulated(words: Lexicon, found: dict[str, Any]) -> Grid:
    rows = tuple(
        (
            words[f"simulated_{name}"],
            words.number(found["adaptive"].get(name)),
            words.number(found.get("full_bank", {}).get(name)),
        )
        for name in ("length", "rmse", "se", "reliability", "coverage_95", "bands_right")
    )
    note = words["simulated_note"].format(n=found["n"], seed=found.get("seed", "–"))
    return Grid(words["simulated"], ("", words["adaptive"], words["full_bank"]), rows, note)


def construct_validity(subject: Subject) -> tuple[list[Line], list[Grid]]:
    """Loadings on one factor, and items that differ between groups."""
    words, found, difference = subject.lexicon, subject.study.reliability, subject.study.dif
    lines = [Line(words["construct"], subject.scale.reference, "en")]
    loadings = [item["loading"] for item in found["items"] if item["loading"] is not None] if found else []
    if loadings:
        low, high = words.number(min(loadings)), words.number(max(loadings))
        lines.append(Line(words["one_factor"], words["loadings"].format(low=low, high=high)))
    return lines, [_difference(words, difference)] if difference else []


def _difference(words: Lexicon, found: dict[str, Any]) -> Grid:
    rows = tuple(
        (
            item["id"],
            words.number(item["delta"]),
            words.number(item["se_delta"]),
            words.number(item["p"], 3),
            item["ets"] or "–",
        )
        for item in found["items"]
    )
    names = {side: f"{found[side]['name']} (n = {found[side]['n']})" for side in ("reference", "focal")}
    head = (words["item"], "Δ", words["se"], "p", words["ets"])
    return Grid(words["dif"], head, rows, words["dif_note"].format(**names))


def _chance(words: Lexicon, p: float | None) -> str:
    return f"< {words.number(LEAST_P, 3)}" if p is not None and p < LEAST_P else words.number(p, 3)


def criterion_validity(_subject: Subject) -> tuple[list[Line], list[Grid]]:
    """Nothing in the files can tell: no answers were compared with what came of people."""
    return [], []
