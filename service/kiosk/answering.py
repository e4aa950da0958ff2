"""An item page comes back: keep the answer, then put the next thing before the client."""

from contextlib import suppress

from starlette.datastructures import FormData

from scoring.definition import Item, ItemType
from scoring.timing import can_time_out
from service.errors import NotFound
from service.kiosk.clock import more_was_given
from service.kiosk.drafting import keep_draft
from service.kiosk.moving import MOVE, after_module, close_module, move, moved, open_again
from service.kiosk.parsing import Unreadable, parse_gaps
from service.kiosk.place import Answered
from service.kiosk.saving import Saved, Sent, keep_answer, read_sent
from service.kiosk.sent_again import later_word
from service.kiosk.steps import LEARNING, next_item
from service.kiosk.time_up import screen_before, when_time_is_up
from service.kiosk.turn import Turn
from service.kiosk.working_copy import drop_copy


def answer(turn: Turn, sent: Sent) -> Turn | None:
    """Store what was sent and move on. A form that was kept before changes nothing; a later answer of the same page
    takes the place of the first.

    Returns the turn at the next item, ready to be drawn, or None where the next screen has to be read anew. The last
    writes are in `turn.later`.
    """
    if not fits(turn, sent):
        instead = later_word(turn, sent)
        if instead is not None:
            take_instead(turn, *instead)
        return None
    item = item_sent(turn, sent.item_id)
    known = turn.answered
    if more_was_given(turn, item, sent.form):
        if not keep_typed(turn, sent.form):
            keep_draft(turn, sent.form)
        return None
    if keeps_sealed(sent, item, known):
        return go_on(turn, item, Saved(turn))
    return go_on(turn, item, keep_answer(turn, item, sent))


def take_instead(turn: Turn, earlier: Turn, sent: Sent) -> None:
    """Keep a later answer in place of the one before, and go on from there. Where time is over it is over."""
    item = item_sent(earlier, sent.item_id)
    saved = keep_answer(earlier, item, sent)
    if turn.place.sitting.screen in ("time_up", "part_up"):
        return
    if turn.place.current.state == "done" and not item.practice:
        if not saved.acute and next_item(saved.after.path, item.id, saved.after.answered.revisions) is None:
            turn.write()
            drop_copy(turn.connection, turn.place.sitting.id)
            return
        open_again(turn.connection, turn.place, turn.module.slug)
    go_on(earlier, item, saved)


def fits(turn: Turn, sent: Sent) -> bool:
    """Whether the form comes from a page that is still true: then its key can't have been kept yet."""
    if turn.place.sitting.screen != "item" or turn.place.sitting.slug is None:
        return False
    return turn.answered.revisions.get(sent.item_id, 0) == sent.revision


def item_sent(turn: Turn, item_id: str) -> Item:
    """The item on the path that the form names; of the learning task, and where time is limited, only the one before
    the client.
    """
    for item in turn.path:
        alone = item.type in LEARNING or can_time_out(turn.module.questionnaire, item.id)
        if item.id == item_id and (not alone or item.id == turn.place.sitting.item_id):
            return item
    raise NotFound("item")


def keeps_sealed(sent: Sent, item: Item, known: Answered) -> bool:
    """Next without a choice, at a sealed answer that isn't shown again: the earlier answer stands."""
    chose = any(str(value).strip() for value in sent.form.getlist("answer")) or sent.form.get("move") == "declined"
    return not chose and item.id in known.sealed


def go_on(turn: Turn, item: Item, saved: Saved) -> Turn | None:
    """The screen after this item: help, feedback, the next item, or the end of the module."""
    if item.practice:
        turn.put_off(MOVE, moved(turn.place, "feedback", turn.now, turn.module.slug, item.id))
        return None
    after, last, ending = when_time_is_up(turn, item, saved.after)
    following = next_item(after.path, last.id, after.answered.revisions)
    if ending:
        to_item = following.id if following else None
        turn.put_off(MOVE, moved(turn.place, ending, turn.now, turn.module.slug, to_item))
        return None
    if saved.acute:
        leave_for_help(turn, following)
        return None
    if following is None:
        end_module(turn)
        return None
    screen = screen_before(after, following)
    turn.put_off(MOVE, moved(turn.place, screen, turn.now, turn.module.slug, following.id))
    return after.at_item(following) if screen == "item" else None


def leave_for_help(turn: Turn, following: Item | None) -> None:
    """Show where help is, now; the way goes on behind that screen."""
    move(turn.connection, turn.place, "acute", turn.now, turn.module.slug, following.id if following else None)


def end_module(turn: Turn) -> None:
    """Close the open module and show what follows it. What is put off comes first: what is dropped stays dropped."""
    module = turn.module
    turn.write()
    close_module(turn.site.db, turn.connection, turn.place, module, "done", turn.now)
    move(turn.connection, turn.place, after_module(module, turn.language), turn.now, module.slug)


def keep_typed(turn: Turn, form: FormData) -> bool:
    """A client leaves a text for help, a pause, another language: what was typed into it so far is kept.

    Only of the text that is before the client, on a page that is still true, and if it fits; else nothing happens.
    """
    item = turn.module.questionnaire.by_id.get(str(form.get("item"))) if turn.place.sitting.screen == "item" else None
    if item is None or item.type is not ItemType.C_TEST or item.id != turn.place.sitting.item_id:
        return False
    sent = read_sent(form)
    with suppress(Unreadable):
        typed = parse_gaps(turn.module.questionnaire, item, form)
        if fits(turn, sent) and typed != turn.answered.values.get(item.id):
            keep_answer(turn, item, sent)
            turn.write()
            return True
    return False
