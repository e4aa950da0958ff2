"""Rules for what an item tells a reviewer: the aim of a language item, the reason behind each option."""

from collections.abc import Iterator

from scoring.definition import Item, ItemType
from service.catalogue.checks.subject import Subject


def check_reasons(subject: Subject) -> None:
    """Aims and reasons of every item that counts. Practice, passages and figures have none."""
    structure = subject.questionnaire.structure
    for item in subject.questionnaire.items:
        if item.practice or item.type in (ItemType.PASSAGE, ItemType.MATRIX):
            continue
        if structure.content_language:
            _aim(subject, item)
        if structure.kind == "test":
            _errors(subject, item)
    _values(subject)


def _aim(subject: Subject, item: Item) -> None:
    missing = [key for key in ("level", "task") if getattr(item, key) is None]
    if missing:
        subject.item("language_item", item, f"no {' and no '.join(missing)}")
    has_picture = item.picture or any(option.picture for option in item.options)
    if item.task == "word_picture" and not has_picture:
        subject.item("task_picture", item, "no picture of the item or of its options", "task")


def _values(subject: Subject) -> None:
    """Options that an item has of its own, with values on a scale, are a judgement: each value has a reason."""
    scales = [scale for scale in subject.questionnaire.scoring.scales if scale.method in ("mean", "sum")]
    for name in dict.fromkeys(name for scale in scales for name in scale.items):
        item = subject.questionnaire.by_id.get(name)
        for index, option in enumerate(item.options if item else ()):
            if option.value is not None and option.why is None:
                path = ("items", subject.position[name], "options", index)
                subject.at_structure("why_value", name, f"option {option.code} without why", path)


def _errors(subject: Subject, item: Item) -> None:
    for index, code in _unexplained(item, subject.questionnaire.scoring.keys.get(item.id, ())):
        place = subject.position[item.id]
        subject.at_structure("why_wrong", item.id, f"option {code} without why", ("items", place, "options", index))


def _unexplained(item: Item, keys: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    for index, option in enumerate(item.options):
        if option.code not in keys and option.why is None:
            yield index, option.code
