"""Every rule that `check` holds questionnaire files to, in an author's words, with the usual way to mend a breach."""

from service.catalogue.adaptive_rules import ADAPTIVE_RULES
from service.catalogue.case_rules import CASE_RULES
from service.catalogue.cutoff_rules import CUTOFF_RULES
from service.catalogue.norm_rules import NORM_RULES
from service.catalogue.rule import Rule
from service.catalogue.timing_rules import TIMING_RULES

FILE_RULES = {
    "directory": Rule("The questionnaires directory holds a module, its folder a version.", "Check the path."),
    "file_missing": Rule("A module has all its files.", "Add the file; questionnaires/README.md shows what is in it."),
    "file_unknown": Rule("A folder holds only the files that belong in it.", "Remove the file or correct its name."),
    "file_size": Rule("A file is at most 1 MiB.", "Split the content over more modules, or remove what is not needed."),
    "folder_closed": Rule(
        "The check may open each folder.", "Give the account that runs this the right to read and enter the folder."
    ),
    "encoding": Rule("A file is text in UTF-8.", "Save the file again and choose UTF-8 as its encoding."),
    "symlink": Rule("A file lies inside the questionnaires directory itself.", "Replace the link by the file."),
    "yaml": Rule("A .yaml file follows the YAML 1.2 rules.", "Look at this line and the one above it."),
    "tab": Rule("Lines are indented with spaces.", "Replace the tab by spaces."),
    "anchor": Rule("YAML anchors, aliases, merge keys and tags are not used.", "Write the content out in full."),
    "documents": Rule("A file holds one document, without directives.", "Remove the lines with --- , ... or %."),
    "depth": Rule("Content is nested at most 20 levels deep.", "Use fewer levels."),
    "key_duplicate": Rule("A key stands once in its block.", "Remove one of the two, or rename it."),
    "key_text": Rule("A key is one word or code.", "Write a plain word before the colon."),
    "empty": Rule("A file is not empty.", "Write its content, or remove the file when it is optional."),
}

SCHEMA_RULES = {
    "shape": Rule("A value has the shape that its place asks for.", "Compare with the example in README.md."),
    "key_unknown": Rule("Only known keys are used.", "Remove the key."),
    "key_missing": Rule("All compulsory keys are there.", "Add the key."),
    "text_quotes": Rule("Ids, codes, versions and dates are text.", 'Put quotes around it, like "1".'),
    "choice": Rule("A value from a closed list is one of that list.", "Choose one of the allowed values."),
    "range": Rule("A number lies in its allowed range.", "Choose a number inside the range."),
    "form": Rule("Ids, codes, versions and dates have their fixed form.", "Correct the form."),
    "too_short": Rule("References, sources and intents say something, and lists are not empty.", "Write it out."),
    "source_missing": Rule(
        "Every scale, cut-off value and flag names its reference or source.", "Add where it comes from."
    ),
    "condition": Rule("A condition has one of the keys item, count, scale, all, any, not.", "Start with one of these."),
}

ITEM_RULES = {
    "folder": Rule("The folder is named <slug>/<version>, as in questionnaire.yaml.", "Make the two the same."),
    "id_duplicate": Rule("An id is used once.", "Give one of the two another id."),
    "id_elsewhere": Rule("An item id is used in one module only.", "Start the id with the module's own two letters."),
    "order_clash": Rule("Each module has its own place (order); from 50 on, health alone.", "Choose another number."),
    "options_source": Rule(
        "An item has the options its type asks for, from one source.",
        "Use one of options, scale (an answer scale) or list; none for every other type.",
    ),
    "scale_name": Rule("A named answer scale stands in answer_scales.", "Add it there or correct the name."),
    "scale_unused": Rule("Each answer scale is used by an item.", "Remove the answer scale.", warns=True),
    "answer_picture": Rule(
        "A drawing stands beside an answer scale of three or more answers whose values rise.",
        "Correct the scale's name, put its answers in order, or remove the drawing.",
    ),
    "list_name": Rule("A choice list stands in _lists.", "Add the list or correct the name."),
    "code_duplicate": Rule("An option code stands once in its list.", "Give one of the two another code."),
    "code_declined": Rule('No option has the code "declined".', "Choose another code: this one means: rather not say."),
    "code_timed_out": Rule('No option has the code "timed_out".', "Choose another code: this one means: time ran out."),
    "yes_no": Rule('A yes_no item has the codes "yes" and "no".', "Use an answer scale with these two codes."),
    "exclusive": Rule(
        "Exclusive codes are codes of that item, and only multiple items have them.", "Correct the code."
    ),
    "limits": Rule("The minimum is not above the maximum, and only number items have them.", "Correct the numbers."),
    "matrix": Rule("A matrix item has a figure that can be built from its rules; other items have none.", "Adapt it."),
    "c_test": Rule(
        "A c_test item has a rule (c_test) and a stimulus: 20 to 25 gaps, for practice 2 to 4; other items have none.",
        "Adapt it.",
    ),
    "c_test_text": Rule(
        "A C-test's text has room for its gaps between a whole first and a whole last sentence.", "Adapt the text."
    ),
    "pairs": Rule(
        "A pairs item shows a set of pairs, a pair item asks for one of a set shown before it; other items have none.",
        "Adapt it.",
    ),
    "picture": Rule(
        "Each picture that is named exists, and each picture is used.", "Add, remove or rename the picture."
    ),
    "picture_unsafe": Rule(
        "A picture is a plain SVG drawing with a viewBox: no scripts, links, styles or outside content.",
        "Save the drawing as plain SVG and remove this part.",
    ),
    "language_item": Rule(
        "Each scored item of a language test has a level and a task; figures do without.", "Add `level:` and `task:`."
    ),
    "task_picture": Rule(
        "A word_picture item has a picture, of its own or for its options.", "Add `picture:`, or choose another task."
    ),
    "why_wrong": Rule(
        "In a test each wrong option of a scored item says which error it stands for.", "Add `why:` to the option."
    ),
    "why_value": Rule(
        "Own options of an item in a mean or sum scale say why they have their values.", "Add `why:` to the option."
    ),
    "practice": Rule("Practice items are for tests.", "Remove `practice: true`, or make the module a test."),
    "show_if_unknown": Rule("A condition names an item of this module.", "Correct the item's id."),
    "show_if_later": Rule(
        "show_if looks at earlier items only, never at itself or in a circle.", "Move the item, or use an earlier one."
    ),
    "show_if_scale": Rule("show_if looks at answers, not at scales.", "Use a condition on items."),
    "show_if_health": Rule(
        "What other people may see never depends on a health answer.", "Use a condition on items that are not health."
    ),
}

SCORING_RULES = {
    "scale_item": Rule("A scale's items are answerable items of the module, each once.", "Correct the list of items."),
    "scale_values": Rule("Items of a mean or sum scale have a value for each option.", "Add `value:` to the options."),
    "reversed_outside": Rule("A reversed item is an item of its scale.", "Add it to the items, or remove it here."),
    "reversed_differs": Rule(
        "The items of a scale with reversed items have the same lowest and highest value.", "Use one answer scale."
    ),
    "scale_mixed": Rule("A scale is about health items only, or about none.", "Make two scales of it."),
    "bands_order": Rule("The first band has no `from`; the others have one, in ascending order.", "Correct the bands."),
    "bands_range": Rule("A band starts inside the range that the scale can reach.", "Correct `from`."),
    "bands_reference": Rule("A scale with bands says where they come from.", "Add band_reference."),
    "levels_order": Rule(
        "Levels go from 1 to 5; the first has no `from`, the others have one, in ascending order.",
        "Correct the levels.",
    ),
    "levels_range": Rule("A level starts inside the range that the scale can reach.", "Correct `from`."),
    "levels_reference": Rule("A scale with levels says where they come from.", "Add level_reference."),
    "levels_better": Rule(
        "Levels are for scales of which a higher value is better.", "Write `higher_is: better`, or remove the levels."
    ),
    "flag_item": Rule("A condition names items of the module, or module.item in advice.", "Correct the item's id."),
    "flag_scale": Rule(
        "A condition names a scale of the module, or module.scale in advice.", "Correct the scale's id."
    ),
    "flag_immediate": Rule("An immediate flag uses items only.", "Remove the scale, or `immediate: true`."),
    "flag_health": Rule("A flag looks at health answers alone, or at none.", "Make two flags of it."),
    "flag_immediate_health": Rule(
        "An immediate flag on a health answer lives in a module of health items.", "Remove `immediate: true`."
    ),
    "condition_value": Rule(
        "A condition compares with something the item or scale can be.", "Use a code, band, cut-off or number it has."
    ),
    "key_extra": Rule(
        "Only items of a test that are answered have a key; figures, pairs and C-tests make their own.",
        "Remove the key.",
    ),
    "key_needed": Rule("Every item of a test that is answered has a key.", "Add the item to `keys`."),
    "key_code": Rule("A key is a code of its item.", "Correct the code."),
    "accepted": Rule(
        "An accepted word is for a gap of a C-test, begins with the part that is shown, and is another word.",
        "Correct the gap's number or the word.",
    ),
    "c_test_scale": Rule("C-tests are in scales of the method c_test, and nothing else is.", "Make a scale for them."),
    "compared": Rule(
        "A gain or retention scale names in `earlier` its first test, which asks for the same pairs as the others.",
        "Correct `earlier`, or remove it from a scale of another method.",
    ),
    "difficulty": Rule("Each item of a rasch scale, and no other, has a difficulty.", "Correct `difficulties`."),
    "difficulty_reference": Rule("Difficulties say where they come from.", "Add difficulty_reference."),
}

TEXT_RULES = {
    "language_missing": Rule("A module has text in nl, en, ar and ti.", "Add the text file."),
    "language_name": Rule("A text file's name holds its language.", "Make the file's name and `language` the same."),
    "text_missing": Rule("Each text is there in each language.", "Add the text."),
    "text_behind": Rule("A further language is offered once it is complete.", "Add the text.", warns=True),
    "text_orphan": Rule("A text belongs to something in the module.", "Remove the text or correct its key."),
    "text_empty": Rule("A text is not empty.", "Write the text, or remove the key when it is optional."),
    "text_long": Rule("A text fits on a screen.", "Shorten the text."),
    "text_html": Rule("A text is plain: no HTML.", "Remove the tags."),
    "text_characters": Rule("A text has no invisible control characters.", "Type the text again."),
    "placeholders": Rule("A text has no {placeholder}: nothing is filled in.", "Write the words themselves."),
    "status": Rule("A status is draft, translated, reviewed or approved.", "Choose one of these."),
    "content": Rule(
        "content.yaml is there when items have a stimulus, in the module's content_language.", "Add or adapt it."
    ),
}

SIDE_RULES = {
    "list_group": Rule("A choice list's groups and entries fit together.", "Name a group that exists, for each entry."),
    "list_long": Rule(
        "A list of more than 30 entries has groups and entries that are chosen often.", "Add them.", warns=True
    ),
    "advice_section": Rule("An advice rule belongs to a section of rules.yaml.", "Correct the section's id."),
    "advice_health": Rule(
        "Advice never looks at a health answer or a health scale.", "Use a condition without health."
    ),
    "side_missing": Rule(
        "The catalogue has release outcomes and report rules.", "Add _release and _report.", warns=True
    ),
}

RULES: dict[str, Rule] = {
    **(FILE_RULES | SCHEMA_RULES | ITEM_RULES | SCORING_RULES | NORM_RULES | ADAPTIVE_RULES | TIMING_RULES),
    **(CUTOFF_RULES | TEXT_RULES | SIDE_RULES | CASE_RULES),
}
