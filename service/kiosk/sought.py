"""What a client looks for in a long list: sent by a form, carried over a redirect, gone with the page that shows it."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import FormData

WORDS, GROUP, PICKED, ITEM = "find", "group", "answer", "item"
LONGEST, LONGEST_COOKIE = 60, 3000


@dataclass(frozen=True)
class Sought:
    """What a client looks for in the list of one item: words or a heading. `picked`: the choice made before it."""

    item: str = ""
    words: str = ""
    group: str = ""
    picked: str = ""

    @classmethod
    def sent(cls, form: FormData) -> "Sought":
        """From the form of an item page. A heading was tapped on purpose; then words are left over."""
        item, words, group, picked = (
            " ".join(str(form.get(name, "")).split())[:LONGEST] for name in (ITEM, WORDS, GROUP, PICKED)
        )
        return cls(item, "" if group else words, group, picked)

    @classmethod
    def read(cls, cookie: str) -> "Sought":
        """From the cookie that carries it over a redirect; none, or one that isn't ours, seeks nothing."""
        if not cookie:
            return cls()
        try:
            return cls.sent(FormData([*parse_qsl(cookie[:LONGEST_COOKIE], max_num_fields=8)]))
        except ValueError:
            return cls()

    def written(self) -> str:
        """For the cookie."""
        return urlencode({ITEM: self.item, WORDS: self.words, GROUP: self.group, PICKED: self.picked})
