"""Norm tables as data: what a questionnaire keeps beside its scales, and what one person's score means among a group.

The form is what `klantbeeld norms` writes. Which group a person is compared with is said by the scale, never guessed:
without a table that fits there is no comparison, and the score keeps its criterion interpretation alone.
"""

from pydantic import Field

from scoring.conditions import Frozen, Identifier, Number, Real, Whole
from scoring.norms import Norm, NormTable

#: A norm table is rounded to so many decimals; a score is looked up as rounded.
DECIMALS = 6


class NormRow(Frozen):
    """One raw score of a group; the figures are those of `scoring.norms.Norm`."""

    raw: Number
    n: Whole = Field(ge=1)
    z: Number
    t_linear: Number
    percentile: Real = Field(ge=0, le=100)
    t_normalised: Number
    stanine: Whole = Field(ge=1, le=9)
    stanine_linear: Whole = Field(ge=1, le=9)


class NormGroup(Frozen):
    """The table of one score in one group of `n` people; `group` None: everybody who was asked."""

    score: str = Field(min_length=1)
    group: str | None = None
    n: Whole = Field(ge=1)
    mean: Number
    sd: Number = Field(gt=0)
    rows: tuple[NormRow, ...] = Field(min_length=1)

    def place(self, value: float) -> Norm:
        """What a value means in this group, also one that nobody had."""
        rows = tuple(Norm(**row.model_dump()) for row in self.rows)
        return NormTable(self.n, self.mean, self.sd, rows).place(round(value, DECIMALS))


class NormFile(Frozen):
    """The content of `norms/<name>.json` or `.yaml`: of whom, from where, of which day."""

    date: str = Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")
    population: str = Field(min_length=1)
    source: str = Field(min_length=1)
    tables: tuple[NormGroup, ...] = Field(min_length=1)

    def table(self, score: str, group: str | None) -> NormGroup | None:
        """The table of a score in a group, None where there is none."""
        return next((one for one in self.tables if (one.score, one.group) == (score, group)), None)


class NormUse(Frozen):
    """Which table a scale uses. `score`: its name in the file, else the scale's own. `group`: its group; with
    `by_language` the group that is named as the language of the sitting.
    """

    table: Identifier
    score: str | None = None
    group: str | None = None
    by_language: bool = False


class NormPlace(Frozen):
    """One person's score among a group. `t` is the normalised T, `stanine` that of the percentile."""

    table: str
    population: str
    group: str | None
    n: int
    date: str
    source: str
    percentile: float
    t: float
    stanine: int

    @property
    def who(self) -> str:
        """The group in words, as the author of the table named it."""
        return self.population if self.group is None else f"{self.population}, {self.group}"

    @property
    def whole_percentile(self) -> int:
        """To show: 1 to 99, because nobody is known to be below or above everybody."""
        return min(99, max(1, round(self.percentile)))


def norm_place(use: NormUse, file: NormFile | None, scale: str, value: float, language: str) -> NormPlace | None:
    """Where a scale's value lies; None where the file has no table that fits."""
    group = file.table(use.score or scale, language if use.by_language else use.group) if file else None
    if file is None or group is None:
        return None
    found = group.place(value)
    return NormPlace(
        table=use.table,
        population=file.population,
        group=group.group,
        n=group.n,
        date=file.date,
        source=file.source,
        percentile=round(found.percentile, DECIMALS),
        t=round(found.t_normalised, DECIMALS),
        stanine=found.stanine,
    )
