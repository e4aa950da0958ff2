"""The page of one item: its words and choices, and the client's own earlier answer where that may be shown."""

from base64 import b64encode
from collections.abc import Iterator, Mapping
from functools import lru_cache

from scoring.definition import Item, ItemType, Sensitivity
from scoring.result import DECLINED, AnswerValue
from service.catalogue import Catalogue, Module
from service.db import new_id
from service.kiosk.amounts import amounts_of
from service.kiosk.beside import second_of, with_second
from service.kiosk.choices import Choice, ChoiceGroup
from service.kiosk.clock import clock_of
from service.kiosk.drafting import draft_of
from service.kiosk.figures import drawing
from service.kiosk.finder import finder_of, whole
from service.kiosk.gap_text import GapText, gap_text
from service.kiosk.learning import lesson_of, pictures_of
from service.kiosk.pages import Choices, Finder, ItemPage, Second
from service.kiosk.top import top_of
from service.kiosk.turn import Turn

KINDS: Mapping[ItemType, str] = {
    ItemType.SINGLE: "one",
    ItemType.SCALE: "one",
    ItemType.YES_NO: "one",
    ItemType.MULTIPLE: "many",
    ItemType.NUMBER: "number",
    ItemType.DATE: "date",
    ItemType.CHOICE_LIST: "list",
    ItemType.GAP: "gap",
    ItemType.PASSAGE: "passage",
    ItemType.MATRIX: "figure",
    ItemType.PAIRS: "study",
    ItemType.PAIR: "pair",
    ItemType.C_TEST: "gaps",
}


def item_page(turn: Turn, notice: str) -> ItemPage:
    """The page of the item before the client. A health answer is never shown again: its choices come back empty."""
    item, module, known = turn.item, turn.module, turn.answered
    value = value_shown(turn, item)
    language = turn.language
    content = module.questionnaire.structure.content_language or language
    second, hidden = second_of(turn, item), item.sensitivity is Sensitivity.HEALTH and item.id in known.sealed
    finder, choices = answers_to(turn, item, value, second)
    return ItemPage(
        top=top_of(turn),
        screen="item",
        notice=notice,
        item_id=item.id,
        kind=KINDS[item.type],
        question=module.question(language, item),
        help=module.hint(language, item),
        stimulus=stimulus(module, item),
        content_language=content,
        options_language=content if item.stimulus and not item.scale else language,
        choices=choices,
        value=shown_value(item, value),
        minimum=item.minimum,
        maximum=item.maximum,
        picture=picture_address(module, item.picture),
        figure=drawing(item.matrix) if item.matrix else None,
        decline=decline_kind(module, item),
        key=new_id().hex,
        revision=known.revisions.get(item.id, 0),
        hidden_answer=hidden,
        saved=bool(known.revisions),
        practice=item.practice,
        lesson=lesson_of(module.questionnaire, item),
        back=turn.may_go_back,
        forward=turn.forward_only,
        clock=clock_of(turn, item),
        gap_text=damaged_text(turn, item, value),
        finder=finder,
        second=second,
        same=None if notice or value is not None or finder else same_for_all(turn, item, second, hidden),
    )


def same_for_all(turn: Turn, item: Item, second: Second | None, hidden: bool) -> tuple[object, ...]:
    """What the question hangs on while nothing of the client's own stands in it: the version of the module, the item,
    the languages, and whether it says that an earlier answer is kept.
    """
    beside = second.language if second and second.shown else ""
    return turn.place.current.snapshot_hash, item.id, turn.language, beside, hidden


def value_shown(turn: Turn, item: Item) -> AnswerValue:
    """What stands there: chosen just now and not sent yet, else the earlier answer, never one about health."""
    drafts = draft_of(turn, item)
    if drafts:
        return drafts if item.type in (ItemType.MULTIPLE, ItemType.C_TEST) else drafts[0]
    return None if item.sensitivity is Sensitivity.HEALTH else turn.answered.values.get(item.id)


def stimulus(module: Module, item: Item) -> str:
    """The words that a test item is about; never those of a C-test, since the whole text is its key."""
    shown = item.stimulus and item.type is not ItemType.C_TEST
    return module.content_text(f"item.{item.id}.stimulus") if shown else ""


def damaged_text(turn: Turn, item: Item, value: AnswerValue) -> GapText | None:
    """The text of a C-test with its gaps, and in them what was typed."""
    if item.type is not ItemType.C_TEST:
        return None
    typed = value if isinstance(value, tuple) else ()
    return gap_text(turn.module.questionnaire.c_tests[item.id], typed)


def optional(module: Module, language: str, key: str) -> str:
    """A text that may be absent."""
    return module.text(language, key) if module.has_text(language, key) else ""


def decline_kind(module: Module, item: Item) -> str:
    """Which words go with leaving the item out: `pass` in tests, `decline` for personal items."""
    if not item.takes_answer:
        return ""
    return "pass" if module.questionnaire.structure.kind == "test" else "decline"


def shown_value(item: Item, value: AnswerValue) -> str:
    """What a typed field shows of the earlier answer."""
    typed = item.type in (ItemType.NUMBER, ItemType.DATE, ItemType.GAP)
    return str(value) if typed and value is not None and value != DECLINED else ""


def answers_to(turn: Turn, item: Item, value: AnswerValue, second: Second | None) -> tuple[Finder | None, Choices]:
    """What makes the choices of an item; of a long list some of them, with the search for all others."""
    choices = turn.site.part(Catalogue).lists[item.list] if item.list else None
    if choices is None or not choices.is_long:
        return None, lambda: with_second(turn, item, tuple(groups(turn, item, value)), second)
    finder, found = finder_of(choices, turn.language, turn.sought_for(item), value)
    return finder, lambda: with_second(turn, item, tuple(found), second)


def groups(turn: Turn, item: Item, value: AnswerValue) -> Iterator[ChoiceGroup]:
    """All choices of an item, in groups where a list has them."""
    chosen: set[object] = set(value) if isinstance(value, tuple) else {value}
    if item.matrix:
        options = drawing(item.matrix).options
        yield ChoiceGroup("", tuple(Choice(code, "", chosen=code in chosen, marks=marks) for code, marks in options))
    elif item.pair:
        pictures = pictures_of(turn.module.questionnaire, item).items()
        yield ChoiceGroup("", tuple(Choice(code, "", chosen=code in chosen, drawn=drawn) for code, drawn in pictures))
    elif item.list:
        yield from whole(turn.site.part(Catalogue).lists[item.list], turn.language, chosen)
    elif turn.module.questionnaire.options_by_item[item.id]:
        yield ChoiceGroup("", tuple(plain_choices(turn, item, chosen)))


def plain_choices(turn: Turn, item: Item, chosen: set[object]) -> Iterator[Choice]:
    """The item's own options, or those of its answer scale."""
    module = turn.module
    drawn = amounts_of(module.questionnaire, item)
    for code, picture in ((option.code, option.picture) for option in module.questionnaire.options_by_item[item.id]):
        text = module.option_text(turn.language, item, code)
        yield Choice(code, text, picture_address(module, picture), code in chosen, amount=drawn.get(code))


def picture_address(module: Module, name: str | None) -> str:
    """A drawing within the page itself: no second request, and no address that says something."""
    return drawn_within(module.pictures[name]) if name else ""


@lru_cache(maxsize=256)
def drawn_within(svg: str) -> str:
    """A drawing as an address that is its content."""
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
