"""Tables that sort by their headings."""

from service.web.sorting import Order, Sorting

Row = tuple[str, int]
ROWS: list[Row] = [("b", 2), ("a", 2), ("c", 0), ("d", 1)]
TABLE: Sorting[Row] = Sorting(
    {
        "name": Order(lambda row: (row[0],)),
        "size": Order(lambda row: (row[1],), falls=True, last=lambda row: row[1] == 0),
    },
    usual="size",
)


def names(asked: str, table: Sorting[Row] = TABLE) -> str:
    return "".join(name for name, _ in table.sort(ROWS, table.read(asked)))


def test_a_column_has_its_own_first_direction_and_a_minus_turns_it() -> None:
    assert names("name") == "abcd"
    assert names("-name") == "dcba"
    assert names("size") == "badc", "equal ones as they came"


def test_what_has_no_value_comes_last_in_both_directions() -> None:
    assert names("size")[-1] == names("-size")[-1] == "c"


def test_what_cannot_be_asked_for_counts_as_nothing() -> None:
    for asked in ("", "urgency", "--name", "name desc", "-"):
        assert TABLE.read(asked).asked == ""
        assert names(asked) == names("size")


def test_without_a_usual_column_the_rows_stay_as_they_come() -> None:
    plain: Sorting[Row] = Sorting({"name": Order(lambda row: (row[0],))})
    assert names("", plain) == "bacd"
    assert plain.read("").direction("name") == ""


def test_the_heading_says_the_direction_and_leads_the_other_way() -> None:
    usual, turned, other = TABLE.read(""), TABLE.read("-size"), TABLE.read("name")
    assert (usual.direction("size"), usual.onward("size"), usual.onward("name")) == ("descending", "-size", "name")
    assert (turned.direction("size"), turned.onward("size")) == ("ascending", "size")
    assert (other.direction("name"), other.direction("size"), other.onward("size")) == ("ascending", "", "size")
