"""Small adaptive modules to test with."""

from typing import Any

from scoring.adaptive.plan import Adaptive
from scoring.adaptive.pool import Pool
from scoring.adaptive.run import Given, Runs, Step
from scoring.definition import Questionnaire
from scoring.irt import ItemParameters, Prior
from tests.scoring.building import item, module, scale

REFERENCE = "Made up for this test."
BANDS = [{"id": "low"}, {"id": "mid", "from": -0.5}, {"id": "high", "from": 1.0}]
TASKS = ("word_word", "sentence", "reading")


def plan(**more: Any) -> Adaptive:
    """A plan that asks 3 to 6 items and stops at a standard error of 0.9, unless told otherwise."""
    stop = {"se": 0.9, "minimum": 3, "maximum": 6, **more.pop("stop", {})}
    return Adaptive.model_validate({"scale": "ability", "stop": stop, "reference": REFERENCE, **more})


def pool(difficulties: list[float], groups: list[str] | None = None, **more: Any) -> Pool:
    """A Rasch bank: items i1, i2, ... of these difficulties."""
    items = [ItemParameters(id=f"i{place}", b=(b,)) for place, b in enumerate(difficulties, 1)]
    named = dict(zip((one.id for one in items), groups, strict=True)) if groups else {}
    return Pool(items, more.pop("prior", Prior()), groups=named, **more)


def runs(difficulties: list[float], **more: Any) -> Runs:
    """Runs through a Rasch bank, where "1" is the right answer to everything."""
    wanted = plan(**more)
    prior = Prior(wanted.prior.mean, wanted.prior.sd)
    return Runs(pool(difficulties, prior=prior, balance=wanted.balance), wanted, lambda _item, answer: answer == "1")


def walk(ways: Runs, answers: dict[str, str] | str, seed: int = 1, ms: int = 1000) -> list[Step]:
    """All moments until the end. `answers`: by item, or the same for all."""
    steps = [ways.begin(seed)]
    while steps[-1].choice is not None:
        answer = answers if isinstance(answers, str) else answers[steps[-1].choice.item]
        steps.append(ways.go_on(steps[-1], Given(answer, ms), seed))
    return steps


def asked(steps: list[Step]) -> list[str]:
    """The items in the order asked."""
    return [step.choice.item for step in steps if step.choice]


def adaptive_module(size: int = 12, then: list[dict[str, Any]] | None = None, **more: Any) -> Questionnaire:
    """A test: a practice item, a bank q01, q02, ... from -2 to +2 logits, a last item `end` and follow-up items
    `more1` and `more2`. The right answer is always "yes"."""
    names = [f"q{number:02d}" for number in range(1, size + 1)]
    bank = [item(name, scale="yes_no", task=TASKS[place % 3], level="A2") for place, name in enumerate(names)]
    after = [item(name, scale="yes_no") for name in ("end", "more1", "more2")]
    items = [item("try", scale="yes_no", practice=True), *bank, *after]
    found = module(
        items,
        kind="test",
        scales=[
            scale(
                "ability",
                names,
                method="rasch",
                bands=BANDS,
            ),
            scale("later", ["more1", "more2"], method="count_correct"),
        ],
        keys={one["id"]: ["yes"] for one in items},
        difficulties={name: -2 + 4 * place / (size - 1) for place, name in enumerate(names)},
    )
    wanted = plan(then=[{"items": ["more1", "more2"], "at_least": 0.0}] if then is None else then, **more)
    structure = found.structure.model_copy(update={"adaptive": wanted})
    return Questionnaire(structure=structure, scoring=found.scoring)
