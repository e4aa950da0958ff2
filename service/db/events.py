"""What an earlier stage tells a later one. Handlers run in the same transaction as what happened.

`app` holds the one dictionary event → handlers and hands it to the `Database`; each ORM session carries it along.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Event:
    """Base of all events: a past-tense name and ids, never content."""


Handlers = Mapping[type[Any], Sequence[Callable[[Session, Any], None]]]


def emit(session: Session, event: Event) -> None:
    """Run every handler of this event now, in this transaction; an error in one undoes all."""
    handlers: Handlers = session.info.get("handlers", {})
    for handler in handlers.get(type(event), ()):
        handler(session, event)
