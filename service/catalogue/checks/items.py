"""Rules for questionnaire.yaml: ids, options, figures, pictures, practice."""

from collections.abc import Callable, Iterator

from scoring.definition import Item, ItemType, Option
from scoring.result import DECLINED, TIMED_OUT
from service.catalogue.checks.subject import Subject, repeated

#: Where each type may have its options from; no entry means none.
SOURCES: dict[ItemType, frozenset[str]] = {
    ItemType.SINGLE: frozenset({"options", "scale"}),
    ItemType.MULTIPLE: frozenset({"options", "scale"}),
    ItemType.SCALE: frozenset({"options", "scale"}),
    ItemType.YES_NO: frozenset({"options", "scale"}),
    ItemType.CHOICE_LIST: frozenset({"list"}),
}


def check_structure(subject: Subject) -> None:
    """Everything in questionnaire.yaml except its conditions."""
    _folder(subject)
    items = subject.questionnaire.items
    for index, name in repeated([item.id for item in items]):
        subject.at_structure("id_duplicate", name, f"{name} again", ("items", index))
    for name, options in subject.questionnaire.structure.answer_scales.items():
        _options(subject, name, options, ("answer_scales", name))
    for index, item in enumerate(items):
        _options(subject, item.id, item.options, ("items", index))
        for check in ITEM_CHECKS:
            check(subject, item)
    _unused(subject)


def _folder(subject: Subject) -> None:
    structure = subject.questionnaire.structure
    for key, expected in zip(("slug", "version"), subject.folder.split("/"), strict=True):
        found = getattr(structure, key)
        if found != expected:
            subject.at_structure("folder", key, f"{key} {found} in the folder {subject.folder}", (key,))


def _options(subject: Subject, name: str, options: tuple[Option, ...], path: tuple[str | int, ...]) -> None:
    for _, code in repeated([option.code for option in options]):
        subject.at_structure("code_duplicate", name, f"{code} again", path)
    if any(option.code == DECLINED for option in options):
        subject.at_structure("code_declined", name, DECLINED, path)
    if any(option.code == TIMED_OUT for option in options):
        subject.at_structure("code_timed_out", name, TIMED_OUT, path)
    for option in options:
        if option.picture and option.picture not in subject.pictures:
            subject.at_structure("picture", name, f"no pictures/{option.picture}.svg", path)


def _source(subject: Subject, item: Item) -> None:
    given = {key for key in ("options", "scale", "list") if getattr(item, key)}
    allowed = SOURCES.get(item.type, frozenset())
    if len(given) != bool(allowed) or not given <= allowed:
        found = f"a {item.type.value} item with {' and '.join(sorted(given)) or 'no options'}"
        subject.item("options_source", item, found)
    elif len(item.options) == 1:
        subject.item("options_source", item, "one option only", "options", "Give at least two options.")


def _names(subject: Subject, item: Item) -> None:
    if item.scale and item.scale not in subject.questionnaire.structure.answer_scales:
        subject.item("scale_name", item, item.scale, "scale")
    if item.list and item.list not in subject.lists:
        subject.item("list_name", item, item.list, "list")
    if item.picture and item.picture not in subject.pictures:
        subject.item("picture", item, f"no pictures/{item.picture}.svg", "picture")


def _yes_no(subject: Subject, item: Item) -> None:
    codes = {option.code for option in subject.questionnaire.options_by_item[item.id]}
    if item.type is ItemType.YES_NO and codes and codes != {"yes", "no"}:
        subject.item("yes_no", item, ", ".join(sorted(codes)))


def _exclusive(subject: Subject, item: Item) -> None:
    unknown = set(item.exclusive) - set(subject.questionnaire.codes_by_item[item.id])
    for code in sorted(unknown):
        subject.item("exclusive", item, code, "exclusive")
    if item.exclusive and item.type is not ItemType.MULTIPLE:
        subject.item("exclusive", item, f"exclusive on a {item.type.value} item", "exclusive", "Remove `exclusive:`.")


def _limits(subject: Subject, item: Item) -> None:
    low, high = item.minimum, item.maximum
    if low is not None and high is not None and low > high:
        subject.item("limits", item, f"minimum {low:g} above maximum {high:g}", "minimum")
    if (low is not None or high is not None) and item.type is not ItemType.NUMBER:
        subject.item(
            "limits", item, f"limits on a {item.type.value} item", "", "Remove them, or make it a number item."
        )


def _matrix(subject: Subject, item: Item) -> None:
    if (item.matrix is not None) != (item.type is ItemType.MATRIX):
        found = "no `matrix:`" if item.matrix is None else f"`matrix:` on a {item.type.value} item"
        subject.item("matrix", item, found)
    elif item.matrix is not None:
        for found in _figure_problems(item):
            subject.item("matrix", item, found, "matrix")


def _figure_problems(item: Item) -> Iterator[str]:
    from scoring import matrices

    assert item.matrix is not None  # noqa: S101 - for the type checker; the caller looked
    yield from (str(problem) for problem in matrices.problems(item.matrix))


def _practice(subject: Subject, item: Item) -> None:
    if item.practice and subject.questionnaire.structure.kind != "test":
        subject.item("practice", item, "a practice item in a personal module", "practice")


def _unused(subject: Subject) -> None:
    if subject.unread.anything:
        return
    items = subject.questionnaire.items
    scales = subject.questionnaire.structure.answer_scales
    for name in sorted(set(scales) - {item.scale for item in items}):
        subject.at_structure("scale_unused", name, f"no item uses {name}", ("answer_scales", name))
    options = [option for item in items for option in subject.questionnaire.options_by_item[item.id]]
    used = {item.picture for item in items} | {option.picture for option in options}
    for name in sorted(subject.pictures - used):
        file = f"{subject.folder}/pictures/{name}.svg"
        subject.log.add("picture", file, None, name, "a picture that no item names")


ITEM_CHECKS: tuple[Callable[[Subject, Item], None], ...] = (
    _source,
    _names,
    _yes_no,
    _exclusive,
    _limits,
    _matrix,
    _practice,
)
