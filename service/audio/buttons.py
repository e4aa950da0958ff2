"""Words on buttons and words that stand there for a moment, which can be heard too: English message ids.

A test walks every page and fails where a word of it can't be heard.
"""

from collections.abc import Mapping

YES, NO = "Yes", "No"
NEXT, BACK, ON, START = "Next", "Back", "Go on", "Start"
PAUSE, STOP_NOW, HELP, AGAIN = "Pause", "Stop for now", "Help", "Try again"
SKIP, TO_START, SEND = "Skip this part", "Back to the start", "Send my answers"
#: Buttons of screens that always have the same, in the order in which they stand there.
BUTTONS: Mapping[str, tuple[str, ...]] = {
    "code": (ON,),
    "welcome": ("I want to stop", NEXT),
    "consent": (BACK, NEXT),
    "help": (STOP_NOW, ON),
    "acute": (STOP_NOW, ON),
    "helper": (STOP_NOW, ON),
    "talk": (STOP_NOW, ON),
    "after": (PAUSE, ON),
    "rest": (HELP, ON),
    "timed": (PAUSE, START),
    "time_up": (PAUSE, ON),
    "part_up": (PAUSE, ON),
    "feedback": (AGAIN, NEXT),
    "withdraw": ("Yes, stop for good", "No, go on"),
    "paused": (TO_START, ON),
    "timeout": (TO_START, ON),
    "finished": (TO_START,),
    "withdrawn": (TO_START,),
    "already": (TO_START,),
    "not_mine": (TO_START,),
}
#: On the page for stopping; within a part there is `SKIP` between the first and the second.
WAYS_TO_STOP = ("Pause. I go on later with my card", "Stop for good", "This card is not mine")
GO_ON_ASKING = "Go on with the questions"

#: At a question.
PRACTISE, ONLY_FORWARD = "Practice", "Here you only go forward."
KEPT_HIDDEN = "Your earlier answer is kept. For your safety we don't show it again. You can choose anew."
DECLINE, PASS, STOP = "I'd rather not say", "I don't know, go on", "Stop"
#: In the introduction.
NOT_KEPT, DIFFICULT, KNOWN = (
    "Nothing of this is kept.",
    "This is difficult. I want help",
    "I can do this already",
)
#: On the overview.
PART_DONE, SKIPPED, AFTER_ALL, PRACTISE_AGAIN = "done", "skipped", "Do it after all", "Practise again"
CHANGE_CONSENT = "Change what I agreed to"

#: What the service has to say about a form that came back, by its code.
NOTICES: Mapping[str, str] = {
    "empty": "Please choose an answer, or use the button under the answers.",
    "range": "That number can't be right here. Please check it.",
    "number": "Please write a number, with digits only.",
    "date": "Please write the date as year-month-day, for example 2024-05-31.",
    "exclusive": "These answers don't go together. Please choose again.",
    "too_long": "That is too long. One word is enough.",
    "gaps": "Nothing is filled in yet. Please fill in what you know, or use the button under the text.",
    "elsewhere": "This question was already answered in another window. You can go on here.",
    "choose": "Please choose yes or no for each question.",
    "digits": "Please look once more: the number on your card has 20 digits.",
    "code": "This number does not work. Please look at your card and try again, or ask for help.",
    "wait": "There were too many tries. Please wait a few minutes, or ask for help.",
    "resumed": "Welcome back. You go on where you stopped.",
}
#: At the head of every page.
HEAD = (HELP, "Stop or pause", "Close now")
#: What can be done about letters, colours and a second language.
LOOKS = (
    "Letters and colours",
    "Normal letters",
    "Large letters",
    "Very large letters",
    "Normal colours",
    "Clear colours",
)
LOOKS_BESIDE = ("A second language under it", "No second language")
#: A page that is about to close.
IDLE = ("Are you still there? This page closes soon, so that nobody else sees it.", "I am still here")
#: The search of a long list: before the choices, above them, and what is said of what was found; then its headings.
TYPE, SEARCH = "Type a few letters. Any script is fine.", "Search"
YOUR_CHOICE, OFTEN, IN_A_GROUP = "Your choice", "Often chosen", "Or look in a group"
FOUND: Mapping[str, str] = {
    "alike": "These words are close to what you typed:",
    "none": "Nothing has these letters. Try other letters, or look in a group below.",
}
FINDER = (TYPE, SEARCH, YOUR_CHOICE, OFTEN, IN_A_GROUP, *FOUND.values())
HAND_DOWN, COMING, HAND_UP = "Ask for help", "Someone is coming", "I don't need help any more"
#: The time at a timed question, when it has no number of minutes any more.
LAST_MINUTE = "Less than 1 minute left for this question. What you have chosen counts."
ALMOST, MAY_FINISH, ONE_MINUTE = "less than 1 minute left", "You can finish this question.", "about 1 minute left"
#: When something went wrong, by the status of the page.
WRONG: Mapping[int, tuple[str, ...]] = {
    404: ("This page is not here", ON),
    503: (
        "One moment please",
        "The service does not answer right now. Your saved answers are safe. Please try again in a minute.",
        ON,
    ),
    403: ("Please try again", "This page was open for too long. Your saved answers are safe.", ON),
    500: (
        "Something went wrong",
        "That is our fault, not yours. Your saved answers are safe. Please try again, or ask for help.",
        ON,
    ),
}
NO_MATTER_WHERE = (
    *NOTICES.values(),
    *HEAD,
    *(HAND_DOWN, COMING, HAND_UP),
    *(*IDLE, *LOOKS, *LOOKS_BESIDE, *FINDER),
    *(LAST_MINUTE, ALMOST, MAY_FINISH, ONE_MINUTE),
    *(text for texts in WRONG.values() for text in texts),
)
PRESSED: tuple[str, ...] = (
    *(YES, NO, SKIP, SEND),
    *(text for texts in BUTTONS.values() for text in texts),
    *(*WAYS_TO_STOP, GO_ON_ASKING, PRACTISE, ONLY_FORWARD, KEPT_HIDDEN, DECLINE, PASS, STOP),
    *(NOT_KEPT, DIFFICULT, KNOWN, PART_DONE, SKIPPED, AFTER_ALL, PRACTISE_AGAIN, CHANGE_CONSENT),
    *NO_MATTER_WHERE,
)
