"""One broken thing each: what is changed in the sample directory, and the finding that it must give."""

from typing import NamedTuple

Q, S, C = "werkdag/1.0.0/questionnaire.yaml", "werkdag/1.0.0/scoring.yaml", "werkdag/1.0.0/cases.yaml"
EN, NL, AR, TI = (f"werkdag/1.0.0/text.{language}.yaml" for language in ("en", "nl", "ar", "ti"))
HQ, HS = "welzijn/1.0.0/questionnaire.yaml", "welzijn/1.0.0/scoring.yaml"
TQ, TS, TC = "woorden/1.0.0/questionnaire.yaml", "woorden/1.0.0/scoring.yaml", "woorden/1.0.0/content.yaml"
WT = "woorden/1.0.0/text.ti.yaml"
TCASES = "woorden/1.0.0/cases.yaml"
PQ, PS = "paren/1.0.0/questionnaire.yaml", "paren/1.0.0/scoring.yaml"
SVG = "woorden/1.0.0/pictures/house.svg"
RT, OT = "_report/text.en.yaml", "_release/text.en.yaml"
LIST, RULES, OUTCOMES = "_lists/places.yaml", "_report/rules.yaml", "_release/outcomes.yaml"


#: A condition, put in the place of an item's intent.
SHOWN_IF = 'intent: Another one.\n    show_if: {item: wo_01, op: is, value: "b"}'


class Break(NamedTuple):
    """`file` with `old` replaced by `new` gives a finding of `kind` about `where` that says `found`, in `reported`."""

    kind: str
    file: str
    old: str
    new: str
    where: str
    found: str = ""
    reported: str = ""


FILES = [
    Break("tab", Q, "    type: multiple", "\ttype: multiple", "the file", "tab"),
    Break("yaml", Q, "intent: Hours a week.", "intent: Hours: a week.", "the file", "Hours: a week"),
    Break("yaml", Q, 'exclusive: ["none"]', 'exclusive: ["none"', "the file"),
    Break("yaml", Q, 'version: "1.0.0"', 'version: "1.0.0', "the file"),
    Break("anchor", Q, "answer_scales:", "answer_scales: &all", "the file", "anchor"),
    Break("anchor", Q, "slug: werkdag", "slug: !!str werkdag", "the file", "tag"),
    Break("anchor", Q, "minutes: 5", "<<: {minutes: 5}", "the file", "<<"),
    Break("documents", Q, "slug: werkdag", "slug: werkdag\n---\nslug: werkdag", "the file", "second document"),
    Break("documents", Q, "slug: werkdag", "%YAML 1.1\n---\nslug: werkdag", "the file", "%"),
    Break("depth", Q, "minutes: 5", f"minutes: {'[' * 25}{']' * 25}", "the file", "20 levels"),
    Break("key_duplicate", Q, "minutes: 5", "minutes: 5\nminutes: 6", "minutes", "line 4"),
    Break("key_text", Q, "minutes: 5", "? [a]\n: 5", "the file"),
    *(
        Break("text_characters", EN, "English working day", f"English{sign}working day", "the file", words)
        for sign, words in (("\x85", "U+0085"), ("\u2028", "character U+2028"), ("\u2029", "U+2029"))
    ),
    Break("text_characters", Q, "Hours a week.", "Hours \x07 a week.", "the file", "control character"),
]

JOB = 'item: wd_job, op: is, value: "yes"'
BORED = '{item: wd_bored, op: in, value: ["4", "5"]}'
SCHEMA = [
    Break("key_unknown", Q, "minutes: 5", "minutes: 5\nitem_ordr: fixed", "item_ordr", "item_ordr"),
    Break("key_unknown", Q, "minimum: 0", "minimun: 0", "items wd_hours minimun", "minimun"),
    Break("key_missing", Q, "    type: number\n", "", "items wd_hours", "no key type"),
    Break("text_quotes", Q, '{code: "2", value: 2}', "{code: 2, value: 2}", "answer_scales agree5 2 code", "2"),
    Break("choice", Q, "type: number", "type: nummer", "items wd_hours type", "nummer"),
    Break("choice", Q, "items:", "answer_pictures: {agree5: moons}\nitems:", "answer_pictures agree5", "moons"),
    Break("choice", S, "status: provisional", "status: guessed", "cutoffs dull values 1 status", "guessed"),
    Break("range", Q, "minutes: 5", "minutes: 90", "minutes", "90"),
    Break("range", S, "min_answered: 0.6", "min_answered: 0", "scales enjoyment min_answered", "0"),
    Break("form", Q, 'version: "1.0.0"', 'version: "1.0"', "version", "1.0"),
    Break("form", Q, "id: wd_hours", "id: Wd-hours", "items Wd-hours id", "Wd-hours"),
    Break("shape", Q, "minutes: 5", "minutes: five", "minutes", "five"),
    Break("shape", Q, "minutes: 5", "minutes: true", "minutes", "true"),
    Break("shape", Q, "minutes: 5", 'minutes: "5"', "minutes", '"5"'),
    Break("shape", S, "min_answered: 0.6", "min_answered: true", "scales enjoyment min_answered", "true"),
    Break("shape", S, "items: [wd_enjoy, wd_bored, wd_proud]", "items: wd_enjoy", "scales enjoyment items", "wd_enjoy"),
    Break("too_short", Q, "intent: Hours a week.", 'intent: "H"', "items wd_hours intent", "H"),
    Break("source_missing", S, 'source: "Made for the tests.", ', "", "cutoffs dull values 1", "no key source"),
    Break("source_missing", S, "    reference: Made for the tests of the catalogue.\ncut", "cut", "scales enjoyment"),
    Break(
        "source_missing",
        HS,
        "reference: Made for the tests of the catalogue.",
        'reference: ""',
        "scales calm reference",
    ),
    Break("condition", Q, "show_if: {item: wd_job, op: is", "show_if: {itme: wd_job, op: is", "items wd_enjoy show_if"),
    Break(
        "condition",
        Q,
        'show_if: {item: wd_job, op: is, value: "yes"}',
        "show_if: {always: true}",
        "items wd_enjoy show_if",
    ),
    Break("condition", RULES, "when: {always: true}", "when: {not: {always: true}}", "rules talk when not"),
    Break("choice", RULES, "when: {always: true}", "when: {always: false}", "rules talk when always"),
    Break("condition", Q, JOB, JOB + ", scale: x", "items wd_enjoy show_if scale", "item and scale in one condition"),
    Break("condition", Q, JOB, JOB + ", at_least: 1", "items wd_enjoy show_if at_least", "item and at_least in one"),
    Break("key_unknown", Q, JOB, "item: wd_job, op: is, valeu: x", "items wd_enjoy show_if valeu", "valeu"),
    Break("choice", Q, JOB, "item: wd_job, op: isnt", "items wd_enjoy show_if op", 'op: "isnt"'),
    Break(
        "choice", Q, f"{{{JOB}}}", "{all: [{any: [{item: wd_job, op: iss}]}]}", "items wd_enjoy show_if all 1 any 1 op"
    ),
    Break("range", S, BORED, '{count: [wd_bored], codes: ["4"], at_least: 0}', "flags wd_unhappy when at_least", "0"),
]

ITEMS = [
    Break("folder", Q, "slug: werkdag", "slug: werkweek", "slug", "werkweek"),
    Break("folder", Q, 'version: "1.0.0"', 'version: "1.0.1"', "version", "1.0.1"),
    Break("id_duplicate", Q, "id: wd_proud", "id: wd_bored", "wd_bored", "wd_bored again"),
    Break("id_duplicate", HS, "id: wz_tense", "id: wz_unsafe", "wz_unsafe", "again"),
    Break("id_duplicate", S, "{id: high, from: 3.5}", "{id: low, from: 3.5}", "enjoyment", "band low again"),
    Break("id_elsewhere", TQ, "id: wo_text", "id: wd_place", "wd_place", "werkdag"),
    Break("order_clash", TQ, "order: 3", "order: 1", "order", "place of werkdag"),
    Break("order_clash", TQ, "order: 3", "order: 60", "order", "other things than health"),
    Break("options_source", Q, "    list: places\n", "", "wd_place", "no options"),
    Break("options_source", Q, "    list: places", "    list: places\n    scale: yes_no", "wd_place", "list and scale"),
    Break(
        "options_source",
        Q,
        "    minimum: 0",
        "    minimum: 0\n    scale: agree5",
        "wd_hours",
        "a number item with scale",
    ),
    Break(
        "options_source",
        TQ,
        '{code: "a", why: "Another first word."}, {code: "b"}',
        '{code: "b"}',
        "wo_01",
        "one option",
    ),
    Break("scale_name", Q, "scale: yes_no", "scale: yes_or_no", "wd_job", "yes_or_no"),
    Break("scale_unused", Q, "answer_scales:", 'answer_scales:\n  old: [{code: "x"}]', "old"),
    Break("answer_picture", Q, "items:", "answer_pictures: {often5: bars}\nitems:", "often5", "no such answer scale"),
    Break("answer_picture", Q, "items:", "answer_pictures: {yes_no: bars}\nitems:", "yes_no", "2 answers"),
    Break(
        "answer_picture",
        Q,
        '{code: "5", value: 5}\nitems:',
        '{code: "5", value: 4}\nanswer_pictures: {agree5: bars}\nitems:',
        "agree5",
        "don't rise",
    ),
    Break(
        "answer_picture",
        Q,
        '{code: "5", value: 5}\nitems:',
        '{code: "5"}\nanswer_pictures: {agree5: bars}\nitems:',
        "agree5",
        "don't rise",
    ),
    Break("list_name", Q, "list: places", "list: place", "wd_place", "place"),
    Break("code_duplicate", Q, '{code: "bus"}', '{code: "foot"}', "wd_travel", "foot again"),
    Break("code_duplicate", Q, '{code: "5", value: 5}', '{code: "4", value: 5}', "agree5", "4 again"),
    Break("code_declined", Q, '{code: "bus"}', '{code: "declined"}', "wd_travel", "declined"),
    Break("yes_no", Q, '{code: "no", value: 0}', '{code: "nee", value: 0}', "wd_job", "nee, yes"),
    Break("exclusive", Q, 'exclusive: ["none"]', 'exclusive: ["no"]', "wd_travel", "no"),
    Break("exclusive", Q, "scale: yes_no", 'scale: yes_no\n    exclusive: ["no"]', "wd_job", "yes_no item"),
    Break("limits", Q, "minimum: 0", "minimum: 99", "wd_hours", "99 above maximum 80"),
    Break("limits", Q, "list: places", "list: places\n    minimum: 1", "wd_place", "choice_list item"),
    Break("matrix", TQ, "attribute: number", "attribute: shape", "wo_03"),
    Break("matrix", TQ, "type: gap", "type: matrix", "wo_02", "no `matrix:`"),
    Break("c_test", TQ, "    c_test: {gaps: 20, names: [Ali]}\n", "", "wo_04", "no `c_test:`"),
    Break("c_test", TQ, "type: passage", "type: passage\n    c_test: {gaps: 20}", "wo_text", "on a passage item"),
    Break("c_test", TQ, "c_test: {gaps: 20", "c_test: {gaps: 10", "wo_04", "10 gaps; 20 to 25"),
    Break("c_test", TQ, "c_test: {gaps: 2}", "c_test: {gaps: 5}", "wo_p2", "5 gaps; 2 to 4"),
    Break(
        "c_test",
        TQ,
        "    stimulus: true\n    level: A2",
        "    level: A2",
        "wo_04",
        "no `stimulus: true`",
    ),
    Break("c_test_text", TQ, "names: [Ali]", "names: [Ali, Karim]", "wo_04", "the name Karim"),
    Break("c_test_text", TQ, "c_test: {gaps: 20, ", "c_test: {gaps: 20, from_sentence: 1, ", "wo_04", "first sentence"),
    Break(
        "c_test_text",
        TC,
        "Het huis is groot. Ali is blij.",
        "Het huis is groot",
        "wo_p2",
        "last sentence has gap 2",
        TQ,
    ),
    Break(
        "c_test_text",
        TC,
        " Ali praat graag met de klanten en hij maakt ook een grapje. Dat vindt Ali leuk.",
        "",
        "wo_04",
        "the last sentence has gap 20",
        TQ,
    ),
    Break(
        "c_test_text",
        TC,
        "Ali heeft een huis. Het huis is groot. Ali is blij.",
        "Huis. Blij.",
        "wo_p2",
        "0 gaps fit",
        TQ,
    ),
    Break("range", TQ, "c_test: {gaps: 20", "c_test: {gaps: 200", "items wo_04 c_test gaps", "200"),
    Break("choice", TQ, "c_test: {gaps: 2}", "c_test: {gaps: 2, odd: none}", "items wo_p2 c_test odd", "none"),
    Break("key_unknown", TQ, "c_test: {gaps: 2}", "c_test: {gaps: 2, evry: 2}", "items wo_p2 c_test evry", "evry"),
    Break("picture", TQ, "picture: house", "picture: tree", "wo_p1", "pictures/tree.svg"),
    Break("picture", TQ, "    picture: house\n", "", "house", "no item names", SVG),
    Break("picture", Q, '{code: "bus"}', '{code: "bus", picture: bus}', "wd_travel", "pictures/bus.svg"),
    Break(
        "language_item",
        TQ,
        "    level: A1\n    task: sentence\n    options",
        "    options",
        "wo_01",
        "no level and no task",
    ),
    Break("language_item", TQ, "    level: A2\n", "", "wo_04", "no level"),
    Break("task_picture", TQ, "task: sentence\n    options", "task: word_picture\n    options", "wo_01", "no picture"),
    Break("why_wrong", TQ, ', why: "Another first word."', "", "wo_01", "option a without why"),
    Break(
        "why_value",
        Q,
        "proud of the work.\n    scale: agree5",
        'proud of the work.\n    options: [{code: "1", value: 1, why: "Says no."}, {code: "5", value: 5}]',
        "wd_proud",
        "option 5 without why",
    ),
    Break("practice", Q, "    minimum: 0", "    practice: true\n    minimum: 0", "wd_hours", "personal module"),
    Break("show_if_unknown", Q, "{item: wd_job,", "{item: wd_jobb,", "wd_enjoy", "wd_jobb"),
    Break("show_if_later", Q, 'item: wd_job, op: is, value: "yes"', 'item: wd_proud, op: is, value: "1"', "wd_enjoy"),
    Break("show_if_later", Q, 'item: wd_job, op: is, value: "yes"', 'item: wd_enjoy, op: is, value: "1"', "wd_enjoy"),
    Break(
        "show_if_scale",
        Q,
        'item: wd_job, op: is, value: "yes"',
        "scale: enjoyment, op: scored",
        "wd_enjoy",
        "enjoyment",
    ),
    Break(
        "show_if_health",
        Q,
        "  - id: wd_job\n    type: yes_no\n    sensitivity: plain",
        "  - id: wd_job\n    type: yes_no",
        "wd_enjoy",
        "plain item that looks at health",
    ),
]

PAIRS = [
    Break("pairs", PQ, "    pairs: {seed: 1, count: 3, order: 1}\n", "", "pa_s1", "no `pairs:`"),
    Break("pairs", PQ, "    pair: {study: pa_s1, ask: 1, order: 1, options: 3}\n", "", "pa_a1", "no `pair:`"),
    Break("pairs", PQ, "type: pairs", "type: passage", "pa_s1", "`pairs:` on a passage item"),
    Break("pairs", PQ, "intent: Two pairs", "practice: true\n    intent: Two pairs", "pa_s1", "only studied"),
    Break("pairs", PQ, "{study: pa_s1, ask: 1, order: 1", "{study: pa_s2, ask: 1, order: 1", "pa_a1", "shows no pairs"),
    Break("pairs", PQ, "ask: 2, order: 2, options: 3", "ask: 4, order: 2, options: 3", "pa_a2", "of a set of 3"),
    Break("pairs", PQ, "ask: 2, order: 2, options: 3", "ask: 2, order: 2, options: 4", "pa_a2", "of a set of 3"),
    Break(
        "pairs",
        PQ,
        "items:\n",
        "items:\n  - id: pa_p1\n    type: pair\n    sensitivity: plain\n    intent: Asked too early.\n"
        "    practice: true\n    instruction: which_picture\n    pair: {study: pa_s1, ask: 1, order: 9, options: 3}\n",
        "pa_p1",
        "which comes later",
    ),
    Break("matrix", PQ, "type: pairs", "type: matrix", "pa_s1", "no `matrix:`"),
    Break("key_extra", PS, "scales:", 'keys: {pa_a1: ["a"]}\nscales:', "pa_a1"),
    Break("compared", PS, "    earlier: [pa_a1, pa_a2]\n", "", "kept", "`earlier` names no items"),
    Break("compared", PS, "earlier: [pa_a1, pa_a2]", "earlier: [pa_a1, pa_c2]", "kept", "not in the scale"),
    Break("compared", PS, "earlier: [pa_a1, pa_a2]", "earlier: [pa_a1, pa_b1]", "kept", "different pairs"),
    Break("compared", PS, "method: retention", "method: count_correct", "kept", "in a count_correct scale"),
    Break("bands_range", PS, "from: 0.9", "from: 3", "kept", "from 0 to 2"),
]

SVGS = [
    Break("picture_unsafe", SVG, "<path", "<script/><path", "script", "the element script"),
    Break("picture_unsafe", SVG, "<path", "<foreignObject/><path", "foreignObject", "the element foreignObject"),
    Break("picture_unsafe", SVG, "<path", '<path onload="x()"', "path", "onload"),
    Break(
        "picture_unsafe",
        SVG,
        "<path",
        '<a xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="https://x.example"/><path',
        "a",
    ),
    Break("picture_unsafe", SVG, 'fill="none"', 'fill="url(https://x.example/a)"', "path", "fill with"),
    Break("picture_unsafe", SVG, "<path", '<path style="fill:red"', "path", "style"),
    Break("picture_unsafe", SVG, ' viewBox="0 0 24 24"', "", "svg", "viewBox"),
    Break("picture_unsafe", SVG, "<svg", '<!DOCTYPE svg [<!ENTITY a "b">]>\n<svg', "the drawing", "document type"),
    Break(
        "picture_unsafe", SVG, "<svg", '<?xml-stylesheet href="https://x.example"?><svg', "the drawing", "instruction"
    ),
    Break("picture_unsafe", SVG, "</svg>", "", "the drawing", "no well-formed"),
    Break("picture_unsafe", SVG, ' xmlns="http://www.w3.org/2000/svg"', "", "the drawing", "not svg"),
]

ENTRY = (
    '{language: any, population: any, at_least: 2, status: provisional, source: "Made for the tests.", date: "2026-11"}'
)
FOR_MEN = ENTRY.replace("any", "ti", 1).replace("any", "men", 1)
RELIED = "reliability: 0.8\n    reliability_sd: 0.5"
SCORING = [
    Break("scale_item", S, "items: [wd_enjoy,", "items: [wd_enjoi,", "enjoyment", "wd_enjoi"),
    Break("scale_item", S, "items: [wd_enjoy,", "items: [wd_enjoy, wd_enjoy,", "enjoyment", "wd_enjoy again"),
    Break("scale_item", TS, "items: [wo_01,", "items: [wo_01, wo_p1,", "words", "practice"),
    Break("scale_item", TS, "items: [wo_01,", "items: [wo_01, wo_text,", "words", "passage"),
    Break(
        "scale_values", S, "items: [wd_enjoy,", "items: [wd_travel, wd_enjoy,", "enjoyment", "wd_travel without values"
    ),
    Break("reversed_outside", S, "reversed: [wd_bored]", "reversed: [wd_job]", "enjoyment", "wd_job"),
    Break("reversed_differs", S, "items: [wd_enjoy,", "items: [wd_job, wd_enjoy,", "enjoyment", "0 to 1, 1 to 5"),
    Break(
        "scale_mixed",
        Q,
        "    type: scale\n    sensitivity: plain\n    intent: Whether the person is p",
        "    type: scale\n    intent: Whether the person is p",
        "enjoyment",
        "health items and other items",
        S,
    ),
    Break("bands_order", S, "{id: low}", "{id: low, from: 1}", "enjoyment", "1, 3.5"),
    Break("bands_order", S, "{id: high, from: 3.5}", "{id: high}", "enjoyment", "no from, no from"),
    Break(
        "bands_order", S, "{id: high, from: 3.5}", "{id: high, from: 3.5}, {id: top, from: 2}", "enjoyment", "3.5, 2"
    ),
    Break("bands_range", S, "from: 3.5", "from: 7", "enjoyment", "from 1 to 5"),
    Break("bands_reference", S, "    band_reference: Half of the answer scale, not normed.\n", "", "enjoyment"),
    Break("levels_order", HS, "{level: 1}", "{level: 1, from: 0}", "calm", "1 from 0"),
    Break("levels_order", HS, "{level: 3, from: 2}, ", "", "calm", "2 from 1.0, 4 from 3.0"),
    Break("levels_order", HS, "{level: 5, from: 4}", "{level: 5}", "calm", "5 from nothing"),
    Break("levels_order", HS, "{level: 4, from: 3}", "{level: 4, from: 1.5}", "calm", "4 from 1.5"),
    Break("levels_range", HS, "{level: 5, from: 4}", "{level: 5, from: 5}", "calm", "from 0 to 4"),
    Break("levels_reference", HS, "    level_reference: Quarters of the range, for the tests.\n", "", "calm"),
    Break("levels_better", HS, "higher_is: better", "higher_is: worse", "calm", "higher is worse"),
    Break("range", HS, "{level: 5, from: 4}", "{level: 6, from: 4}", "scales calm levels 5 level", "6"),
    Break("cutoff_scale", S, "    scale: enjoyment", "    scale: joy", "dull", "joy"),
    Break("cutoff_range", S, "at_least: 2", "at_least: 9", "dull", "from 1 to 5"),
    Break("cutoff_language", S, "{language: any", "{language: tii", "dull", "language tii"),
    Break("cutoff_population", S, "population: any", "population: refugeees", "dull", "population refugeees"),
    Break("cutoff_shadowed", S, ENTRY, f"{ENTRY}\n      - {ENTRY}", "dull", "any, any, after any, any (entry 1)"),
    Break("cutoff_shadowed", S, ENTRY, f"{ENTRY}\n      - {FOR_MEN}", "dull", "ti, men, after any, any (entry 1)"),
    Break("date_real", S, 'date: "2026-11"', 'date: "2026-13"', "dull", "2026-13"),
    Break("date_real", S, 'date: "2026-11"', 'date: "2026-02-29"', "dull", "2026-02-29"),
    Break("date_real", S, 'date: "2026-11"', 'date: "٢٠٢٦"', "dull", "٢٠٢٦"),
    Break("reliability_pair", S, RELIED, "reliability: 0.8", "enjoyment", "reliability without reliability_sd"),
    Break("reliability_pair", S, RELIED, "reliability_sd: 0.5", "enjoyment", "reliability_sd without reliability"),
    Break("flag_item", S, "when: {item: wd_bored", "when: {item: wd_boring", "wd_unhappy", "wd_boring"),
    Break("flag_scale", HS, "{scale: calm, op: scored}", "{scale: clam, op: scored}", "wz_tense", "clam"),
    Break(
        "flag_immediate",
        HS,
        'when: {item: wz_safe, op: is, value: "0"}',
        "when: {scale: calm, op: scored}",
        "wz_unsafe",
        "calm",
    ),
    Break("flag_health", HQ, "    sensitivity: health", "    sensitivity: plain", "wz_tense", "and others", HS),
    Break(
        "flag_immediate_health",
        HQ,
        "- id: wz_calm\n    type: scale",
        "- id: wz_calm\n    type: scale\n    sensitivity: plain",
        "wz_unsafe",
        "not all health",
        HS,
    ),
    Break("condition_value", S, 'value: ["4", "5"]', 'value: ["4", "6"]', "wd_unhappy", '"6"'),
    Break("condition_value", S, 'value: ["4", "5"]', "value: 4", "wd_unhappy", "wd_bored in 4"),
    Break("condition_value", S, 'op: in, value: ["4", "5"]', "op: answered, value: 4", "wd_unhappy"),
    Break("condition_value", S, 'op: in, value: ["4", "5"]', 'op: includes, value: "4"', "wd_unhappy"),
    Break("condition_value", S, 'op: in, value: ["4", "5"]', 'op: at_least, value: "4"', "wd_unhappy"),
    Break(
        "condition_value",
        S,
        '{item: wd_bored, op: in, value: ["4", "5"]}',
        '{count: [wd_bored], codes: ["4"], at_least: 2}',
        "wd_unhappy",
        "2 of 1",
    ),
    Break(
        "condition_value",
        S,
        '{item: wd_bored, op: in, value: ["4", "5"]}',
        "{scale: enjoyment, op: band, value: middle}",
        "wd_unhappy",
        "middle",
    ),
    Break("condition_value", HS, "value: tense", "value: tens", "wz_tense", "tens"),
    Break("key_extra", S, "scales:", 'keys: {wd_job: ["yes"]}\nscales:', "wd_job"),
    Break("key_extra", TS, "keys:", 'keys:\n  wo_03: ["a"]', "wo_03"),
    Break("key_needed", TS, '  wo_01: ["b"]\n', "", "wo_01"),
    Break("key_needed", TS, '  wo_p1: ["a"]\n', "", "wo_p1"),
    Break("key_code", TS, 'wo_01: ["b"]', 'wo_01: ["c"]', "wo_01", "c"),
    Break("key_code", TS, 'wo_02: ["huis", "huisje"]', "wo_02: []", "wo_02", "empty"),
    Break("key_extra", TS, "keys:", 'keys:\n  wo_04: ["a"]', "wo_04"),
    Break("accepted", TS, '"9": [staakt]', '"21": [staakt]', "wo_04", "no gap 21"),
    Break("accepted", TS, '"9": [staakt]', '"9": [eindigt]', "wo_04", "eindigt for gap 9, st…"),
    Break("accepted", TS, '"9": [staakt]', '"9": [Stopt]', "wo_04", "Stopt for gap 9"),
    Break("accepted", TS, 'wo_04: {"9": [staakt]}', 'wo_02: {"9": [staakt]}', "wo_02", "no C-test"),
    Break(
        "c_test_scale", TS, "items: [wo_04]", "items: [wo_04, wo_01]", "text", "wo_01, a single item, in a c_test scale"
    ),
    Break("c_test_scale", TS, "method: c_test", "method: count_correct", "text", "wo_04, a c_test item"),
    Break("scale_item", TS, "items: [wo_04]", "items: [wo_04, wo_p2]", "text", "practice"),
    Break("bands_range", TS, "from: 50", "from: 150", "text", "from 0 to 100"),
    Break("difficulty", TS, "{wo_01: -1.0, ", "{", "wo_01", "no difficulty"),
    Break("difficulty", TS, "{wo_01: -1.0, ", "{wo_01: -1.0, wo_p1: 0, ", "wo_p1", "a difficulty for"),
    Break("difficulty_reference", TS, "difficulty_reference: Predicted by the author.\n", "", "difficulties"),
]

TEXTS = [
    Break("language_name", TI, "language: ti", "language: am", "language", "am"),
    Break("text_missing", AR, "  item.wd_hours: عربي How many hours?\n", "", "item.wd_hours", "no text"),
    Break("text_missing", TI, "  option.agree5.3: ትግርኛ 3 of 5\n", "", "option.agree5.3"),
    Break("text_missing", NL, "  scale.enjoyment.band.low: Nederlands band low\n", "", "scale.enjoyment.band.low"),
    Break("text_missing", TI, "  item.wd_enjoy.help: ትግርኛ Any work counts.\n", "", "item.wd_enjoy.help"),
    Break(
        "text_missing",
        "woorden/1.0.0/text.en.yaml",
        "  feedback.wo_p1.right: English right\n",
        "",
        "feedback.wo_p1.right",
    ),
    Break("text_missing", WT, "  instruction.which_word: ትግርኛ Which word fits?\n", "", "instruction.which_word"),
    Break("text_missing", TQ, "    instruction: which_word\n", "", "item.wo_p1", "no text", WT),
    Break(
        "text_missing",
        "welzijn/1.0.0/text.nl.yaml",
        "  scale.calm.level.3: Nederlands level 3\n",
        "",
        "scale.calm.level.3",
    ),
    Break("text_missing", Q, "    scale: yes_no", "    scale: yes_no\n    hint: month", "hint.month", "no text", TI),
    Break("text_missing", TC, "  item.wo_02.stimulus: Ali heeft een ___.\n", "", "item.wo_02.stimulus"),
    Break("text_missing", LIST, ", ti: ኣብ ስራሕ", "", "work", "no label in ti"),
    Break("text_missing", "_report/text.ar.yaml", "  advice.talk: عربي talk to us\n", "", "advice.talk"),
    Break(
        "text_missing",
        "_release/text.ti.yaml",
        "  outcome.care.client: ትግርኛ you get an appointment\n",
        "",
        "outcome.care.client",
    ),
    Break("text_orphan", EN, "entries:", "entries:\n  item.wd_gone: Where?", "item.wd_gone"),
    Break("text_orphan", EN, "entries:", "entries:\n  option.agree5.6: Six", "option.agree5.6"),
    Break(
        "text_orphan",
        "welzijn/1.0.0/text.en.yaml",
        "entries:",
        "entries:\n  scale.calm.client.low: You",
        "scale.calm.client.low",
    ),
    Break("text_orphan", WT, "entries:", "entries:\n  item.wo_01: ኣየናይ?", "item.wo_01"),
    Break("text_orphan", TC, "entries:", "entries:\n  item.wo_09.stimulus: Ja", "item.wo_09.stimulus"),
    Break("text_empty", EN, "title: English working day", 'title: ""', "title"),
    Break("text_empty", EN, "title: English working day", "title:", "title"),
    Break("text_quotes", EN, "title: English working day", "title: 12", "title", "12"),
    Break("text_long", EN, "title: English working day", f"title: {'long ' * 30}", "title", "characters"),
    Break("text_html", NL, "Nederlands on foot", "<b>te voet</b>", "item.wd_travel.option.foot", "<b>"),
    Break("text_html", NL, "Nederlands on foot", "te&nbsp;voet", "item.wd_travel.option.foot", "&nbsp;"),
    Break("text_characters", AR, "عربي on foot", '"a\\u202eb"', "item.wd_travel.option.foot", "U+202E"),
    Break("text_characters", EN, "English working day", '"a\\x85b"', "title", "U+0085"),
    Break("text_characters", EN, "English working day", '"a\\u2028b"', "title", "U+2028"),
    Break("text_characters", LIST, "ar: في البيت", 'ar: "a\\u202eb"', "home", "U+202E in ar"),
    Break("text_empty", EN, "English working day", "\u200b\u200b", "title", "an empty text"),
    Break("text_empty", EN, "English working day", '"\u2060 \u00ad\u3164"', "title", "an empty text"),
    Break("text_missing", LIST, "ti: ኣብ ስራሕ", "ti: \u200b", "work", "no label in ti"),
    *(
        Break("placeholders", file, "about 5", f"about {words}", "intro", words)
        for file in (EN, NL, AR, TI)
        for words in ("{minutes}", "{ minuten }", "%(minutes)s", "{ደቓይቕ}")
    ),
    Break("placeholders", TC, "Ali heeft een ___", "De {naam} heeft een ___", "item.wo_02.stimulus", "{naam}"),
    Break("placeholders", RT, "English talk to us", "English {naam}, talk", "advice.talk", "{naam}"),
    Break("placeholders", OT, "English you get an appointment", "English {day}", "outcome.care.client", "{day}"),
    Break("placeholders", LIST, "ti: ኣብ ስራሕ", "ti: '{work}'", "work", "{work} in ti"),
    Break("status", EN, "title: English working day", "title: {text: Work, status: final}", "entries title", "final"),
    Break("form", EN, "title: English working day", "title: {text: Work, source: abc}", "title", "abc"),
    Break("key_unknown", EN, "title: English working day", "title: {txt: Work}", "entries title txt", "txt"),
    Break("shape", EN, "entries:", "entries: none\nold:", "entries", "none"),
    Break("content", TQ, "content_language: nl\n", "", "content.yaml", "", TC),
]

ROW = '  - {{code: "p{}", group: near, label: {{nl: Plek, en: Place, ar: مكان, ti: ቦታ}}}}'.format
LAST = ROW(0).replace("group", "otherwise: true, group")
SIDES = [
    Break("list_group", LIST, '{code: "work", group: near', '{code: "work", group: far', "work", "far"),
    Break("list_group", LIST, '{code: "work", group: near, ', '{code: "work", ', "work", "None"),
    Break("list_group", LIST, '  - {code: "work"', f'{LAST}\n  - {{code: "work", otherwise: true', "work", "second"),
    Break("list_long", LIST, "entries:", "entries:\n" + "\n".join(map(ROW, range(29))), "places", "31 entries"),
    Break("code_duplicate", LIST, 'code: "work"', 'code: "home"', "home"),
    Break("code_declined", LIST, 'code: "work"', 'code: "declined"', "declined"),
    Break("language_name", LIST, "list: places", "list: spots", "list", "spots"),
    Break("advice_section", RULES, "section: obstacles", "section: hurdles", "no_job", "hurdles"),
    Break(
        "advice_health",
        RULES,
        'item: werkdag.wd_job, op: is, value: "no"',
        'item: welzijn.wz_safe, op: is, value: "0"',
        "no_job",
    ),
    Break(
        "advice_health",
        RULES,
        'scale: werkdag.enjoyment, op: band, value: "high"',
        "scale: welzijn.calm, op: scored",
        "likes_work",
    ),
    Break("flag_item", RULES, "item: werkdag.wd_job, op: is", "item: wd_job, op: is", "no_job", "wd_job"),
    Break("flag_scale", RULES, "scale: werkdag.enjoyment", "scale: werkdag.joy", "likes_work", "werkdag.joy"),
    Break("id_duplicate", RULES, "id: no_job", "id: talk", "talk"),
    Break("order_clash", OUTCOMES, "{id: care, order: 2}", "{id: care, order: 1}", "outcome", "1 again"),
    Break("case_answer", C, "wd_hours: 20", "wd_hour: 20", "Enjoys the work", "wd_hour"),
    Break("case_answer", C, "wd_hours: 20", "wd_hours: 99", "Enjoys the work", "outside the limits: 99"),
    Break("case_answer", C, 'wd_place: "home"', 'wd_place: "beach"', "Enjoys the work", "no code beach"),
    Break("case_answer", C, "language: ti", "language: xx", "Enjoys the work", "xx"),
    Break("case_name", C, "name: Answers nothing", "name: Enjoys the work", "Enjoys the work", "Enjoys the work again"),
    Break(
        "case_answer", C, "wd_hours: 20", "wd_hours: true", "Enjoys the work", "wd_hours: the answer must be a number"
    ),
    Break("case_answer", C, 'wd_place: "home"', "wd_place: true", "Enjoys the work", "must be a code in quotes"),
    Break("case_answer", C, 'fill: "5"', 'fill: "5"\n  population: youth', "Enjoys the work", "population youth"),
    Break("case_answer", C, 'fill: "5"', 'fill: "9"', "Enjoys the work", "fill 9"),
    Break(
        "case_answer", TCASES, "or, nch]", "or]", "Knows the words", "another number of texts than there are gaps: 19"
    ),
    Break(
        "case_answer",
        TCASES,
        "wo_p2: [huis, groot]",
        "wo_p2: huis",
        "Knows the words",
        "a list with a text for each gap",
    ),
    Break(
        "case_expect", C, "flags: [wd_unhappy]", "flags: [unhappy]", "Finds the work dull and leaves one out", "unhappy"
    ),
    Break("case_expect", C, "enjoyment: {status: not_scored", "joy: {status: not_scored", "Answers nothing", "joy"),
    Break(
        "case_differs",
        C,
        "value: 1.5",
        "value: 2.5",
        "Finds the work dull and leaves one out",
        "expected 2.5, computed 1.5",
    ),
    Break(
        "case_differs",
        C,
        "flags: [wd_unhappy]",
        "flags: []",
        "Finds the work dull and leaves one out",
        "computed wd_unhappy",
    ),
    Break(
        "case_coverage",
        "welzijn/1.0.0/cases.yaml",
        '{wz_calm: "1", wz_safe: "2"}\n  expect:\n    scales: {calm: {status: scored, value: 3, level: 4}}',
        '{wz_calm: "2", wz_safe: "2"}\n  expect:\n    scales: {calm: {status: scored, value: 4, level: 5}}',
        "cases",
        "level 4 of calm",
    ),
    Break(
        "case_differs",
        "welzijn/1.0.0/cases.yaml",
        "value: 3, level: 4",
        "value: 3, level: 5",
        "Safe and a little calm",
        "calm level: expected 5, computed 4",
    ),
    Break(
        "case_coverage",
        C,
        "- name: Answers nothing\n  language: ar\n  expect:\n    scales:\n"
        "      enjoyment: {status: not_scored, reason: too_few_answers}\n",
        "",
        "cases",
        "enjoyment without a score",
    ),
    Break("key_unknown", C, "expect:", "expct:", "cases Enjoys the work expct", "expct"),
]

ADAPTIVE = [
    Break("adaptive_scale", TQ, "scale: words", "scale: wrds", "adaptive", "no scale wrds"),
    Break("adaptive_scale", TQ, "scale: words", "scale: text", "adaptive", "text, a c_test scale"),
    Break("adaptive_scale", TQ, "kind: test", "kind: personal", "adaptive", "personal module"),
    Break("adaptive_bank", TQ, "order: 3", "order: 3\nitem_order: shuffled", "item_order", "shuffled"),
    Break(
        "adaptive_bank",
        TQ,
        "    sensitivity: plain\n    intent: Sees one rule.",
        "    intent: Sees one rule.",
        "wo_03",
        "a health item",
    ),
    Break("adaptive_bank", TQ, "intent: Sees one rule.", SHOWN_IF, "wo_03", "show_if on an item of a bank"),
    Break("adaptive_bank", TQ, "intent: A text with damaged words.", SHOWN_IF, "wo_04", "looks at wo_01, an item of"),
    Break("adaptive_bank", TS, "items: [wo_01, wo_02, wo_03]", "items: [wo_01, wo_03]", "wo_02", "between", TQ),
    Break("adaptive_stop", TQ, "minimum: 2", "minimum: 4", "adaptive", "minimum 4 above maximum 3"),
    Break("adaptive_stop", TQ, "maximum: 3", "maximum: 4", "adaptive", "maximum 4 of 3 items"),
    Break("adaptive_stop", TQ, "se: 1.0", "se: 0.3", "adaptive", "se 0.3, while 3 items reach 0.9"),
    Break("adaptive_balance", TQ, "sentence: 0.7", "sentence: 0.5", "adaptive", "add up to 0.8"),
    Break(
        "adaptive_balance",
        TQ,
        "{sentence: 0.7",
        "{sentnce: 0.7",
        "adaptive",
        "no item with task sentnce; did you mean sent",
    ),
    Break(
        "adaptive_balance", TQ, "{sentence: 0.7, none: 0.3}", "{sentence: 1.0}", "adaptive", "no share for task none"
    ),
    Break("adaptive_balance", TQ, "0.7, none: 0.3", "0.4, none: 0.6", "adaptive", "0.6 for none, which has 1 items"),
    Break("adaptive_then", TQ, "[wo_p2, wo_04]", "[wo_p2, wo_05]", "adaptive", "no item wo_05; did you mean"),
    Break(
        "adaptive_then", TQ, "[wo_p2, wo_04]", "[wo_p2, wo_04, wo_p1]", "adaptive", "wo_p1, which does not stand after"
    ),
    Break("adaptive_then", TQ, "[wo_p2, wo_04]", "[wo_04, wo_04]", "adaptive", "wo_04 again"),
    Break("adaptive_then", TQ, ", at_least: 0.1", "", "adaptive", "neither at_least nor at_most"),
    Break("adaptive_then", TQ, "at_least: 0.1", "at_least: 9", "adaptive", "9, while the scale reaches"),
    Break("adaptive_then", TQ, "at_least: 0.1", "at_least: 0.1, at_most: 0.05", "adaptive", "0.1 above at_most 0.05"),
    Break("key_missing", TQ, "minimum: 2, ", "", "adaptive stop", "no key minimum"),
    Break("key_unknown", TQ, "maximum: 3", "maximum: 3, minuts: 5", "adaptive stop minuts", "minuts"),
    Break("choice", TQ, "by: task", "by: tasks", "adaptive balance by", "tasks"),
    Break("range", TQ, "among: 2", "among: 0", "adaptive among", "0"),
    Break(
        "source_missing", TQ, "  reference: Made for the tests of the catalogue.\n", "", "adaptive", "no key reference"
    ),
    Break(
        "band_certainty",
        TS,
        "    items: [wo_04]",
        "    items: [wo_04]\n    band_certainty: 0.7",
        "text",
        "on a c_test scale",
    ),
]

USE = "norms: {table: made_up, by_language: true}"
N = "werkdag/1.0.0/norms/made_up.json"
NORMS = [
    Break("norms_said", S, "norms: tables", "norms: none", "norms", "norms: none, with norms at enjoyment"),
    Break("norms_said", S, f"    {USE}\n", "", "norms", "norms: tables, with norms at no scale"),
    Break("norms_unused", S, f"    {USE}\n", "", "made_up", "no scale that names it", N),
    Break("norms_table", S, "table: made_up", "table: made_op", "enjoyment", "made_op, which is no file of norms"),
    Break("norms_score", S, "made_up, by", "made_up, score: calm, by", "enjoyment", "no table of calm in made_up"),
    Break("norms_group", S, "by_language: true", "group: ar", "enjoyment", "group ar, while the groups are nl, ti"),
    Break("norms_group", S, ", by_language: true", "", "enjoyment", "no group, while the groups are nl, ti"),
    Break("norms_group", S, "true}", "true, group: nl}", "enjoyment", "by_language and group nl"),
    Break("norms_range", S, "method: mean", "method: count_correct", "enjoyment", "raw scores from 1 to 5, while the"),
    Break("norms_few", N, '"n": 220', '"n": 120', "enjoyment, nl", "120 people", N),
    Break("norms_figures", N, '"n": 220', '"n": 230', "enjoyment, nl", "n 230, while the rows have 220 people", N),
    Break("norms_figures", N, '"mean": 3.0', '"mean": 3.1', "enjoyment, nl", "while the rows give 3 and 0.799543", N),
    Break("norms_figures", N, "15.909091", "25.909091", "enjoyment, nl", "raw 2: percentile 25.9091, while the", N),
    Break("norms_figures", N, '"stanine": 3', '"stanine": 4', "enjoyment, nl", "stanine 4, while the rows give 3", N),
    Break("norms_order", N, '"raw": 2.0', '"raw": 3.5', "enjoyment, nl", "3.5, then 3", N),
    Break("norms_twice", N, '"group": "ti"', '"group": "nl"', "enjoyment, nl", "a second table", N),
    Break("key_missing", N, '      "n": 220,\n', "", "tables 1", "no key n", N),
    Break("source_missing", N, '  "source": "A row of numbers",\n', "", "the file", "no key source", N),
    Break("date_real", N, "2026-11-26", "2026-11-31", "date", "2026-11-31", N),
    Break("form", N, "2026-11-26", "26 November", "date", "26 November", N),
]

#: A timed block of the sample's test, put before its items.
BLOCK = "timed: [{{id: late, items: [{items}], minutes: 5, reference: Made for the tests.}}]\nitems:\n  - id: wo_p1"
FIRST = "items:\n  - id: wo_p1"
TIMING = [
    Break("code_timed_out", Q, '{code: "bus"}', '{code: "timed_out"}', "wd_travel", "timed_out"),
    Break("code_timed_out", LIST, 'code: "work"', 'code: "timed_out"', "timed_out"),
    Break("time_kind", Q, "intent: Hours a week.", "intent: Hours.\n    seconds: 60", "wd_hours", "a personal module"),
    Break("time_kind", TQ, "intent: Learns how it works.", "intent: How.\n    seconds: 60", "wo_p1", "a practice item"),
    Break(
        "time_kind", TQ, "intent: A short text to read.", "intent: Text.\n    seconds: 60", "wo_text", "a passage item"
    ),
    Break(
        "time_kind",
        HQ,
        "kind: personal",
        "kind: personal\ntimed: [{id: all, items: [wz_calm], minutes: 5, reference: Made for tests.}]",
        "all",
        "a time limit on wz_calm, a health item",
    ),
    Break(
        "source_missing",
        TQ,
        FIRST,
        BLOCK.format(items="wo_04").replace(", reference: Made for the tests.", ""),
        "timed late",
        "no key reference",
    ),
    Break("time_block", TQ, FIRST, BLOCK.format(items="wo_05"), "late", "no item wo_05; did you mean wo_0"),
    Break("time_block", TQ, FIRST, BLOCK.format(items="wo_04, wo_04"), "late", "wo_04 again"),
    Break("time_block", TQ, FIRST, BLOCK.format(items="wo_01"), "late", "wo_01, which is in the adaptive bank"),
    Break("time_block", TQ, FIRST, BLOCK.format(items="wo_text, wo_04"), "late", "do not stand together"),
    Break("time_scale", TS, "    timed_out: left_out\n", "", "words", "no timed_out, while time can run out at wo_01"),
    Break("time_scale", TQ, ", minutes: 5}", "}", "words", "timed_out: left_out, while no item has", TS),
    Break("choice", TS, "timed_out: left_out", "timed_out: wrong", "scales words timed_out", 'timed_out: "wrong"'),
]

BREAKS = [*NORMS, *FILES, *SCHEMA, *ITEMS, *PAIRS, *SVGS, *SCORING, *ADAPTIVE, *TEXTS, *SIDES, *TIMING]
