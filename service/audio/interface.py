"""Which of the interface's own words can be heard, by screen of the kiosk, in the order in which they stand there.

They are the English message ids. Words on buttons are in `buttons`, sentences with a number in `numbers`. A test holds
these tables against the templates.
"""

from collections.abc import Mapping

from service.audio.buttons import PRESSED

#: What a no to the questions about health does: at first, and once some of them were answered.
NO_HEALTH = "If you say no, we leave out the questions about health."
NO_MORE_HEALTH = (
    "If you say no, the doctor keeps your earlier answers about health. We leave out the other questions about health."
)

#: Screens whose words are all their own.
SCREENS: Mapping[str, tuple[str, ...]] = {
    "code": (
        "Welcome",
        "Write the number that is on your card",
        "It has 20 digits. You may leave out the spaces.",
    ),
    "welcome": (
        "What is this?",
        "You answer questions about your life, your work and what you can do. There is also a part about Dutch and "
        "English.",
        "Your contact person at the municipality makes a plan with you. Your answers help with that.",
        "The questions about health are read by a doctor only. Your contact person never sees them.",
        "It takes about two and a half hours. You can pause at any time and go on later, also on another computer.",
        "You choose. You may skip a question, skip a part, or stop. That costs you nothing: not your permit, not your "
        "house, not your money.",
    ),
    "consent": (
        "Do you agree?",
        "You decide for each of these. You may say no, and you may change your mind later.",
        "May we ask you the questions and make a report for your contact person?",
        "If you say no, we stop here. Your contact person will talk with you instead.",
        "May a doctor of the municipal health service read your answers about health?",
        NO_HEALTH,
        "May we use your answers, without your name, to make the questions better?",
        "Nobody can see that the answers are yours.",
    ),
    "help": (
        "Help is there for you",
        "Is something not clear, or does the computer not work? Raise your hand or ask someone of the staff.",
        "Do you feel bad? You may pause or stop. Talk to someone of the staff, or to the doctor of the centre.",
        "Are you in danger now? Call 112.",
        "Do you want to hide this page at once? Choose “Close now”. Your answers are kept. With your card you go on "
        "later.",
    ),
    "stop": (
        "Do you want to stop?",
        "That is fine. It costs you nothing. What you answered is kept.",
    ),
    "withdraw": (
        "Stop for good?",
        "Your answers will not be used and no report is made. Your contact person will talk with you instead. It costs "
        "you nothing.",
    ),
    "offer": (
        "How do you want to go on?",
        "You choose. All three are fine.",
        "Somebody sits with me and helps me",
        "I would rather tell it in a talk",
        "I go on by myself",
    ),
    "helper": (
        "Somebody will help you",
        "Your contact person sees this and looks for somebody who sits with you.",
        "Is there somebody with you now? Then you can go on together.",
    ),
    "talk": (
        "You will have a talk",
        "Your contact person sees this and asks you the questions in a talk. You don't have to do anything more here.",
        "Do you want to go on here all the same? That is fine too.",
    ),
    "finished": (
        "Thank you. You are done.",
        "Your answers are sent. Within a few weeks your contact person invites you to talk about them. You then also "
        "get your own copy, in your language.",
    ),
    "paused": (
        "You have paused",
        "All your answers are kept. With the number on your card you go on where you stopped, here or on another "
        "computer.",
    ),
    "withdrawn": (
        "You have stopped",
        "That is fine, and it costs you nothing. Your contact person will talk with you. Have you changed your mind? "
        "Your card still works.",
    ),
    "already": (
        "You have already sent your answers",
        "There is nothing more to do now. Your contact person invites you to talk about them.",
    ),
    "not_mine": ("This page was closed", "Please give the card to a member of staff."),
    "timeout": (
        "This page was closed",
        "All your answers are kept. With the number on your card you go on where you stopped.",
    ),
}

#: Steps of the introduction: what to do, and how.
STEPS: Mapping[str, tuple[str, str]] = {
    "choose": ("What do you like to drink?", "Press one answer. Then press “Next”."),
    "change": (
        "Now choose another answer",
        "You may always change an answer. Press another one. Then press “Next”.",
    ),
    "back": ("Now go back", "Press “Back”. You see your answer again."),
    "forward": ("Your answer is still here", "Now go on. Press “Next”."),
    "listen": ("You can listen", "Press “Listen”. You hear the words. Then press “Next”."),
    "decline": ("What do you like to eat?", "You never have to answer. Press “I'd rather not say”."),
    "ready": ("You can do it", "There is always help, and you can always pause. Press “Next”."),
}
THINGS: Mapping[str, str] = {
    "tea": "Tea",
    "coffee": "Coffee",
    "water": "Water",
    "bread": "Bread",
    "rice": "Rice",
    "fruit": "Fruit",
}
LOOK_AT_THE_ARROW = "Look at the arrow. It shows where."

#: Words that stand beside those of a module.
DOCTOR_READS = "A doctor reads these answers. Your contact person never sees them."
RIGHT, WRONG = "Yes, that is right", "Not quite"
PRACTICE = "This was practice. It does not count."
PART_DONE = "This part is done"
REST = "Take a minute of rest, if you like. Breathe in slowly. Breathe out slowly."
HELP_IS_THERE = "Help is there for you"
HAND = "For help with this computer, raise your hand or ask someone of the staff."
THE_WAY = "Your way through the questions"
AT_THE_END = "You are at the end. When you send your answers, you can't change them any more."
WITHOUT_LIMIT = ("The next questions", "You have no time limit. Take all the time you want.")
WITH_LIMIT = "The next questions have a time limit"
EXTRA_TIME = "You have extra time. It is counted already."
ABOUT_TIME = (
    "Work calmly. When the time is over, your answers are kept and you go on.",
    "Do you need more time? Tell someone of the staff. You can ask at any time.",
    "Do you want a break? Take it now. The time begins when you press Start. In a break it stands still.",
)
PART_OVER, QUESTION_OVER = "The time for this part is over", "The time for this question is over"
ALL_RIGHT = "That is all right. What you answered is kept. You go on."
TIME = (*WITHOUT_LIMIT, WITH_LIMIT, EXTRA_TIME, *ABOUT_TIME, PART_OVER, QUESTION_OVER, ALL_RIGHT)
BREAK_DUE = "You have done a good part. A break does you good now. Your answers are kept."
BESIDE = (
    DOCTOR_READS,
    RIGHT,
    WRONG,
    PRACTICE,
    PART_DONE,
    REST,
    HELP_IS_THERE,
    HAND,
    THE_WAY,
    AT_THE_END,
    BREAK_DUE,
    NO_MORE_HEALTH,
)

#: All of them, each once.
SPOKEN: tuple[str, ...] = tuple(
    dict.fromkeys(
        [
            *(text for texts in (*SCREENS.values(), *STEPS.values()) for text in texts),
            *THINGS.values(),
            LOOK_AT_THE_ARROW,
            *BESIDE,
            *TIME,
            *PRESSED,
        ]
    )
)
