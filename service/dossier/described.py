"""Construction, material and manual: what the definition and its texts say by themselves."""

from collections import Counter
from collections.abc import Iterator

from scoring.conditions import scales_in
from scoring.definition import MatrixSpec
from scoring.matrices import problems
from scoring.matrices.fit import is_still
from service.catalogue.text_keys import question_key
from service.catalogue.texts import Entry
from service.dossier.pages import Grid, Line
from service.dossier.subject import Subject
from service.preview.conditions import told


def construction(subject: Subject) -> tuple[list[Line], list[Grid]]:
    """What it measures, on what ground, and the items with their keys."""
    words, scale = subject.lexicon, subject.scale
    lines = [
        Line(words["definition"], subject.text("definition")),
        Line(words["high"], subject.text("high")),
        Line(words["low"], subject.text("low")),
        Line(words["reference"], scale.reference, "en"),
        Line(words["method"], words[f"method_{scale.method}"]),
        Line(words["items"], str(len(scale.items))),
    ]
    if scale.reversed:
        lines.append(Line(words["turned"], str(len(scale.reversed))))
    if subject.difficulties:
        lines += list(_difficulty(subject))
    return lines, [*_blueprint(subject), _items(subject)]


def _difficulty(subject: Subject) -> Iterator[Line]:
    words, found = subject.lexicon, subject.difficulties
    low, mean, high = (words.number(value) for value in (min(found), sum(found) / len(found), max(found)))
    yield Line(words["difficulty"], words["difficulty_range"].format(low=low, mean=mean, high=high))
    if ground := subject.questionnaire.scoring.difficulty_reference:
        yield Line(words["difficulty_ground"], ground, "en")


def _blueprint(subject: Subject) -> Iterator[Grid]:
    """Items of a language test by level and task; figures by layout and number of rules."""
    words, items = subject.lexicon, subject.items
    cells = Counter((str(item.level), str(item.task)) for item in items if item.level and item.task)
    layouts = Counter((str(spec.layout), str(_rules(spec))) for spec in (item.matrix for item in items) if spec)
    if cells:
        yield _crossed(words["by_level"], words["task"], {task: words[f"task_{task}"] for _, task in cells}, cells)
    if layouts:
        yield _crossed(words["by_rules"], words["layout"], {rules: rules for _, rules in layouts}, layouts)


def _rules(spec: MatrixSpec) -> int:
    """How many rules have to be found; what is the same in the whole figure is none."""
    return sum(not is_still(spec, rule) for rule in spec.rules)


def _crossed(title: str, corner: str, columns: dict[str, str], cells: Counter[tuple[str, str]]) -> Grid:
    rows, names = sorted({row for row, _ in cells}), sorted(columns)
    return Grid(
        title,
        (corner, *(columns[name] for name in names)),
        tuple((row, *(str(cells.get((row, name), "–")) for name in names)) for row in rows),
    )


def _items(subject: Subject) -> Grid:
    """The items; wording that all of them share stands in the title, once."""
    words, names = subject.lexicon, ("item", "wording", "key", "marks", "intent")
    rows = [_item_row(subject, name) for name in subject.scale.items]
    kept = [place for place, name in enumerate(names) if any(row[place] for row in rows) or name == "item"]
    shared = {row[1] for row in rows}
    title = words["items_title"]
    if len(shared) == 1 and len(rows) > 1:
        kept.remove(1)
        title = f"{title}: “{shared.pop()}”"
    table = tuple(tuple(row[place] for place in kept) for row in rows)
    return Grid(title, tuple(words[names[place]] for place in kept), table, words["items_note"], wide=int(1 in kept))


def _item_row(subject: Subject, name: str) -> tuple[str, ...]:
    shown = subject.shown[name]
    facts = [fact.replace("_", " ").replace(" = ", "\u00a0=\u00a0") for fact in shown.facts]
    marks = [*facts, *([f"{subject.lexicon['shown_if']} {shown.condition}"] if shown.condition else [])]
    return (name, shown.stimulus or shown.question, _key(subject, name), ", ".join(marks), shown.intent)


def _key(subject: Subject, name: str) -> str:
    """The right answer of a test item; of another the values of its answers, turned where the scale turns them."""
    shown, scale = subject.shown[name], subject.scale
    if shown.keys:
        return next((f"{option.code} {option.text}" for option in shown.options if option.key), shown.keys)
    values = sorted(subject.questionnaire.values_by_item[name].values(), reverse=name in scale.reversed)
    ends = f"{values[0]:g} … {values[-1]:g}" if values else ""
    return f"{ends} (−)" if name in scale.reversed else ends


def material(subject: Subject) -> tuple[list[Line], list[Grid]]:
    """Who reads it, how it is asked, and how far each translation is."""
    words, structure = subject.lexicon, subject.questionnaire.structure
    levels = Counter(item.reading or structure.reading for item in subject.items)
    kinds = Counter(words[f"type_{item.type.value}"] for item in subject.items)
    lines = [
        Line(words["reading"], ", ".join(f"{level} ({count})" for level, count in sorted(levels.items()))),
        Line(words["kinds"], ", ".join(f"{kind} ({count})" for kind, count in kinds.most_common())),
        Line(words["minutes"], str(structure.minutes)),
        Line(words["order"], words[f"order_{'adaptive' if subject.is_adaptive else structure.item_order}"]),
        Line(
            words["sensitivity"],
            ", ".join(sorted({words[f"sensitivity_{item.sensitivity.value}"] for item in subject.items})),
        ),
    ]
    figures = [item.matrix for item in subject.items if item.matrix]
    if figures:
        wrong = sum(bool(list(problems(spec))) for spec in figures)
        lines.append(Line(words["figures"], words["figures_checked"].format(count=len(figures), wrong=wrong)))
    return lines, [_translations(subject)]


def _translations(subject: Subject) -> Grid:
    words, keys = subject.lexicon, {question_key(item) for item in subject.items}
    rows = []
    for language, texts in sorted(subject.module.texts.items()):
        there = [key for key in sorted(keys) if texts.has(key)]
        status = Counter(subject.module.status_of(language, key).value for key in there)
        told_status = ", ".join(f"{words[name]} ({count})" for name, count in status.most_common())
        rows.append((words[f"language_{language}"], told_status or "–", *_who([texts.entries[key] for key in there])))
    head = tuple(words[key] for key in ("language", "status", "by", "on"))
    return Grid(words["translations"], head, tuple(rows), words["translations_note"])


def _who(entries: list[Entry]) -> tuple[str, str]:
    names = dict.fromkeys(entry.by for entry in entries if entry.by)
    days = sorted({entry.on for entry in entries if entry.on})
    return ", ".join(names) or "–", " … ".join(dict.fromkeys((days[0], days[-1]))) if days else "–"


def manual(subject: Subject) -> tuple[list[Line], list[Grid]]:
    """How a score comes about and what staff read of it; cut-offs, signals and worked examples."""
    words, scale = subject.lexicon, subject.scale
    least = words["least_share"].format(share=f"{scale.min_answered:.0%}")
    plan = subject.questionnaire.structure.adaptive
    if plan is not None and subject.is_adaptive:
        least = words["least_items"].format(count=plan.stop.minimum)
    examples = sum(scale.id in case.expect.scales for case in subject.module.cases)
    lines = [Line(words["least"], least), Line(words["examples"], words["examples_run"].format(count=examples))]
    lines += [Line(words["bands_ground"], note, "en") for note in (scale.band_reference, scale.level_reference) if note]
    return lines, [grid for grid in (_bands(subject), _cutoffs(subject), _flags(subject)) if grid.rows]


def _bands(subject: Subject) -> Grid:
    words = subject.lexicon
    rows = tuple(
        (band.id, "–" if band.from_ is None else words.number(band.from_), subject.text(f"band.{band.id}"))
        for band in subject.scale.bands
    )
    return Grid(words["bands"], tuple(words[key] for key in ("band", "from", "staff_reads")), rows, wide=2)


def _cutoffs(subject: Subject) -> Grid:
    words = subject.lexicon
    rows = tuple(
        (
            f"≥ {value.at_least:g}",
            f"{value.language}, {value.population}",
            f"{words[value.status]}, {value.date}",
            value.source,
        )
        for cutoff in subject.questionnaire.scoring.cutoffs
        if cutoff.scale == subject.scale.id
        for value in cutoff.values
    )
    return Grid(words["cutoffs"], tuple(words[key] for key in ("value", "for_whom", "status", "source")), rows, wide=3)


def _flags(subject: Subject) -> Grid:
    words = subject.lexicon
    rows = tuple(
        (flag.id, subject.module.text(subject.language, f"flag.{flag.id}"), told(flag.when), flag.reference)
        for flag in subject.questionnaire.scoring.flags
        if subject.scale.id in {name.rpartition(".")[2] for name in scales_in(flag.when)}
    )
    return Grid(words["flags"], tuple(words[key] for key in ("signal", "says", "raised_if", "source")), rows)
