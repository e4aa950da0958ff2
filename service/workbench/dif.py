"""Two groups compared item by item: the result as JSON, and what its reader should know of it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

import numpy as np

from scoring.dif import Compared, Comparison, Logistic, MantelHaenszel, logistic, mantel_haenszel
from service.workbench.figures import as_text, rounded
from service.workbench.keys import refuse_constant
from service.workbench.table import Table, Unusable

Method = Literal["mh", "logistic"]
Found = Comparison[MantelHaenszel] | Comparison[Logistic]
#: In each group. Fewer show no difference but the largest (Muñiz, Hambleton & Xing, 2001); 200 are advised (Mazor,
#: Clauser & Hambleton, 1992; Swaminathan & Rogers, 1990).
LEAST_PEOPLE = 50
ADVISED_PEOPLE = 200
LEAST_ITEMS = 3


@dataclass(frozen=True, eq=False)
class Groups:
    """What is compared, the names of both groups, and how many people could not be used."""

    compared: Compared
    items: tuple[str, ...]
    reference: str
    focal: str
    without_group: int
    incomplete: int


def groups(table: Table, items: Sequence[str], group: str, focal: str, missing: Collection[str]) -> Groups:
    """Complete rows of both groups; without a name the smaller one is focal. Raises `Unusable` with the reason."""
    if len(items) < LEAST_ITEMS:
        raise Unusable(f"{table.source}: {len(items)} columns were chosen; at least {LEAST_ITEMS} items are needed.")
    values = table.numbers(items, missing)
    wrong = ~(np.isnan(values) | (values == 0) | (values == 1))
    if wrong.any():
        places = [(int(row), items[place]) for row, place in np.argwhere(wrong)]
        table.refuse(places, "but groups are compared on 0 (wrong) and 1 (right)")
    belongs = np.array([text if text not in missing else None for text in table.texts(group)], dtype=object)
    there, complete = np.array([text is not None for text in belongs]), ~np.isnan(values).any(axis=1)
    used = there & complete
    reference, focal = _names(table, group, [str(text) for text in belongs[there]], focal)
    focal_people = np.array([text == focal for text in belongs])
    _refuse_few(table, {reference: int((used & ~focal_people).sum()), focal: int((used & focal_people).sum())})
    refuse_constant(table, tuple(items), values[used])
    compared = Compared(values[used], focal_people[used])
    return Groups(compared, tuple(items), reference, focal, int((~there).sum()), int((there & ~complete).sum()))


def _names(table: Table, group: str, belongs: Sequence[str], focal: str) -> tuple[str, str]:
    sizes = sorted((belongs.count(name), name) for name in set(belongs))
    if len(sizes) != 2:
        named = ", ".join(f'"{name}"' for _, name in sizes[:10]) or "none"
        raise Unusable(f'{table.source}, column "{group}": two groups are compared, found {len(sizes)}: {named}.')
    names = [name for _, name in sizes]
    if focal and focal not in names:
        raise Unusable(f'{table.source}, column "{group}": there is no group "{focal}". There are: {", ".join(names)}.')
    focal = focal or names[0]
    return next(name for name in names if name != focal), focal


def _refuse_few(table: Table, sizes: dict[str, int]) -> None:
    few = [f'"{name}" has {size}' for name, size in sizes.items() if size < LEAST_PEOPLE]
    if few:
        told = " and ".join(few)
        raise Unusable(
            f"{table.source}: {told} people with complete answers; each group needs at least {LEAST_PEOPLE}."
        )


def found_by(method: Method, found: Groups, purify: bool) -> Found:
    """The comparison by this method."""
    return mantel_haenszel(found.compared, purify) if method == "mh" else logistic(found.compared, purify)


def as_json(method: Method, of: Groups, found: Found, purify: bool) -> str:
    """The result for other programs."""
    focal = int(of.compared.focal.sum())
    rows: tuple[MantelHaenszel | Logistic, ...] = found.items
    content: dict[str, Any] = {
        "method": method,
        "reference": {"name": of.reference, "n": len(of.compared.focal) - focal},
        "focal": {"name": of.focal, "n": focal},
        "purified": purify,
        "left_out_of_score": [of.items[place] for place in found.left_out],
        "settled": found.settled,
        "items": [{"id": name} | _plain(asdict(one)) for name, one in zip(of.items, rows, strict=True)],
    }
    return as_text(content)


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {
        name: _plain(value) if isinstance(value, dict) else rounded(value) if isinstance(value, float) else value
        for name, value in row.items()
    }


def remarks(of: Groups, found: Found) -> Iterator[str]:
    """One line for each thing to look at before the figures are used."""
    if of.without_group or of.incomplete:
        yield f"Not used: {of.without_group} people without a group, {of.incomplete} with a missing answer."
    focal = int(of.compared.focal.sum())
    for name, size in ((of.reference, len(of.compared.focal) - focal), (of.focal, focal)):
        if size < ADVISED_PEOPLE:
            yield f'Group "{name}": {size} people; fewer than {ADVISED_PEOPLE} show large differences only.'
    if not found.settled:
        yield "The search for items to leave out came to no rest: too many differ. Don't rely on it."
    rows: tuple[MantelHaenszel | Logistic, ...] = found.items
    for name, one in zip(of.items, rows, strict=True):
        effect = one.ets if isinstance(one, MantelHaenszel) else one.size
        if effect is None:
            yield f"Look at {name}: the scores leave nothing to compare."
        elif effect == "C":
            yield f"Look at {name}: a large difference (C) between the groups at the same score."
