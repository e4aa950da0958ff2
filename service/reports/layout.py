"""What stands where in the klantmanager's report: the same order and place in every one. Tables, no code.

A scale or answer that a table doesn't name still appears, at the end of its module's page. The English words are the
message ids of `locales/*/reports.po`.
"""


def marked(message: str) -> str:
    """The message itself; marks it for the catalogues."""
    return message


#: The profile of page one, about twelve lines.
PROFILE = (
    "taal_nl.level",
    "taal_en.level",
    "leerbaarheid.reasoning",
    "achtergrond.literacy_latin",
    "achtergrond.digital_skill",
    "motivatie.autonomous",
    "motivatie.job_search",
    "motivatie.job_search_confidence",
    "zelfredzaamheid.finances",
    "competenties.communication",
    "competenties.cooperation",
    "competenties.learning_from_feedback",
)

#: Scales of which the client's copy speaks only as of a strength, so that it stays short: those that need no advice.
STRENGTHS_ONLY = ("leerbaarheid.learned", "leerbaarheid.gain", "leerbaarheid.retention")
#: Parts of another scale. The client hears of the whole, so that the own copy keeps to its two pages.
UNTOLD = ("motivatie.job_search_preparing", "motivatie.job_search_active")

BACKGROUND_MODULES = ("achtergrond",)
WORK_MODULES = ("zelfredzaamheid", "motivatie")
PERSON_MODULES = ("persoonlijkheid", "competenties")
LEARNING_MODULES = ("taal_nl", "taal_en", "leerbaarheid")

#: Heading → (item, label).
Groups = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]

BACKGROUND: Groups = (
    (
        marked("Origin and languages"),
        (
            ("ac_birth_year", marked("Year of birth")),
            ("ac_origin", marked("Country of origin")),
            ("ac_language_best", marked("Best language")),
            ("ac_languages_count", marked("Languages spoken")),
            ("ac_language_second", marked("Second language")),
            ("ac_language_third", marked("Third language")),
            ("ac_read_own", marked("Reading in the own script")),
            ("ac_write_own", marked("Writing in the own script")),
            ("ac_read_latin", marked("Reading Latin letters")),
            ("ac_write_latin", marked("Writing Latin letters")),
        ),
    ),
    (
        marked("School and diploma"),
        (
            ("ac_school_years", marked("Years of school and study")),
            ("ac_education", marked("Highest education completed")),
            ("ac_field", marked("Field of education")),
            ("ac_diploma", marked("Diploma")),
            ("ac_diploma_valued", marked("Credential evaluation")),
            ("ac_study_wish", marked("Wish to study")),
        ),
    ),
    (
        marked("Computer and travel"),
        (
            ("ac_phone", marked("Looking things up by phone")),
            ("ac_computer", marked("Using a computer")),
            ("ac_forms", marked("Arranging things online")),
            ("ac_licence", marked("Driving licence")),
            ("ac_transport", marked("Ways to travel")),
        ),
    ),
    (
        marked("Work so far"),
        (
            ("ac_worked", marked("Has worked")),
            ("ac_work_years", marked("Years of work")),
            ("ac_occupation", marked("Main occupation")),
            ("ac_last_same", marked("Last work was the main occupation")),
            ("ac_last_occupation", marked("Last occupation")),
            ("ac_last_worked", marked("Last worked")),
            ("ac_employment", marked("Worked as")),
            ("ac_tasks", marked("Tasks")),
        ),
    ),
    (
        marked("Home and family"),
        (
            ("ac_family_nl", marked("Family in the Netherlands")),
            ("ac_family_bring", marked("Wants family to come")),
            ("ac_reunification", marked("Family reunification")),
            ("ac_care", marked("Cares for somebody")),
            ("ac_care_who", marked("Cares for")),
            ("ac_care_cover", marked("Somebody else can take over")),
            ("ac_housing", marked("Housing")),
            ("ac_hours", marked("Hours a week for work and school")),
            ("ac_hinders", marked("Practical obstacles named")),
        ),
    ),
)

WORK: Groups = (
    (
        marked("Wishes for work"),
        (
            ("mo_now", marked("Work at present")),
            ("mo_dream_job", marked("Job wished for")),
            ("mo_dream_steps", marked("Knows the steps towards it")),
            ("mo_bread_any", marked("Any suitable work as a first job")),
            ("mo_bread_job", marked("First job that is acceptable")),
            ("mo_hours", marked("Hours a week wished")),
            ("mo_travel", marked("Longest journey to work")),
        ),
    ),
)

#: Band id → two or three words on the profile. A CEFR level speaks for itself.
BAND_WORDS = {
    "low": marked("low"),
    "middle": marked("middle"),
    "high": marked("high"),
    "strained": marked("under strain"),
    "coping": marked("coping"),
    "well": marked("going well"),
    "a0": marked("below A1"),
    "below_a2": marked("below A2"),
    "a1": "A1",
    "a2": "A2",
    "b1": "B1",
    "b2": "B2",
}

#: The three inburgering routes of the Wet inburgering 2021.
ROUTES = (
    ("b1", marked("B1 route")),
    ("onderwijs", marked("Education route (onderwijsroute)")),
    ("z", marked("Self-reliance route (zelfredzaamheidsroute)")),
)
