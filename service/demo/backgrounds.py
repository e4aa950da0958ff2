"""What made-up clients say of their lives: a few backgrounds, as answers to the module on background."""

from collections.abc import Mapping

Said = Mapping[str, tuple[str, ...]]


def said(**answers: str | tuple[str, ...]) -> Said:
    """Answers by item, single ones as a tuple of one."""
    return {item: (answer,) if isinstance(answer, str) else answer for item, answer in answers.items()}


# One answer a line would hide who they are.
# fmt: off
#: Eight years of school and a trade learnt by doing it.
TAILOR = said(
    ac_read_own="3", ac_write_own="3", ac_read_latin="2", ac_write_latin="1", ac_school_years="8",
    ac_education="isced2", ac_diploma="left_behind",
    ac_worked="yes", ac_work_years="9", ac_occupation="isco_753", ac_last_same="yes", ac_last_worked="year3",
    ac_employment="self_alone", ac_tasks=("hands", "customers", "machines"), ac_phone="4", ac_computer="2",
    ac_forms="1", ac_licence="none", ac_family_nl="none", ac_family_bring="yes", ac_reunification="pending",
    ac_care="no", ac_housing="waiting", ac_transport=("bicycle", "public"), ac_hours="h32", ac_study_wish="vocational",
    ac_hinders=("dutch", "computer"), mo_now="search", mo_hours="h32", mo_travel="m60",
    mo_dream_known="yes", mo_dream_job="isco_753", mo_bread_any="yes", mo_bread_job="isco_82",
)
#: Fourteen years in kitchens, and children at school.
COOK = said(
    ac_read_own="4", ac_write_own="4", ac_read_latin="3", ac_write_latin="3", ac_school_years="10",
    ac_education="isced2", ac_diploma="lost",
    ac_worked="yes", ac_work_years="14", ac_occupation="isco_512", ac_last_same="yes", ac_last_worked="year1",
    ac_employment="employee", ac_tasks=("food", "lead", "customers"), ac_phone="4", ac_computer="3",
    ac_forms="2", ac_licence="other", ac_family_nl=("partner", "children"), ac_family_bring="no", ac_care="yes",
    ac_care_who="child_4_12", ac_care_cover="sometimes", ac_housing="offered", ac_transport=("bicycle", "public"),
    ac_hours="h32", ac_study_wish="work_first", ac_hinders=("dutch", "childcare"), mo_hours="h32", mo_travel="m30",
    mo_now="search", mo_dream_known="yes", mo_dream_job="isco_142", mo_bread_any="yes", mo_bread_job="isco_512",
)
#: A bachelor's degree that is being compared with Dutch ones.
TEACHER = said(
    ac_read_own="4", ac_write_own="4", ac_read_latin="4", ac_write_latin="4", ac_school_years="16",
    ac_education="isced6", ac_field="f01", ac_diploma="with_me", ac_diploma_valued="waiting",
    ac_worked="yes", ac_work_years="7", ac_occupation="isco_23", ac_last_same="yes", ac_last_worked="year5",
    ac_employment="employee", ac_tasks=("lead", "paperwork"), ac_phone="4", ac_computer="4", ac_forms="4",
    ac_licence="other", ac_family_nl="partner", ac_family_bring="no", ac_care="no", ac_housing="home",
    ac_transport=("bicycle", "public"), ac_hours="h40", ac_study_wish="higher", ac_hinders=("dutch", "diploma"),
    mo_now="lessons", mo_hours="h40", mo_travel="m60",
    mo_dream_known="yes", mo_dream_job="isco_23", mo_bread_any="yes", mo_bread_job="isco_531",
)
#: A trained nurse, alone with small children.
NURSE = said(
    ac_read_own="4", ac_write_own="4", ac_read_latin="4", ac_write_latin="4", ac_school_years="14",
    ac_education="isced5", ac_field="f09", ac_diploma="with_me", ac_diploma_valued="not_yet",
    ac_worked="yes", ac_work_years="5", ac_occupation="isco_222", ac_last_same="yes", ac_last_worked="year3",
    ac_employment="employee", ac_tasks=("care", "paperwork"), ac_phone="4", ac_computer="3", ac_forms="3",
    ac_licence="none", ac_family_nl="children", ac_family_bring="yes", ac_reunification="planned", ac_care="yes",
    ac_care_who=("child_0_3", "child_4_12"), ac_care_cover="nobody", ac_housing="temporary", ac_transport="public",
    ac_hours="h24", ac_study_wish="vocational", ac_hinders=("childcare", "diploma"), mo_hours="h24", mo_travel="m30",
    mo_now="search", mo_dream_known="yes", mo_dream_job="isco_222", mo_bread_any="yes", mo_bread_job="isco_532",
)
#: A master's degree, a Dutch driving licence, and work in a warehouse for now.
ENGINEER = said(
    ac_read_own="4", ac_write_own="4", ac_read_latin="4", ac_write_latin="4", ac_school_years="17",
    ac_education="isced7", ac_field="f07", ac_diploma="with_me", ac_diploma_valued="done",
    ac_worked="yes", ac_work_years="11", ac_occupation="isco_214", ac_last_same="no", ac_last_occupation="isco_432",
    ac_last_worked="now", ac_employment="employee", ac_tasks=("lead", "machines", "paperwork"),
    ac_phone="4", ac_computer="4", ac_forms="4", ac_licence="nl", ac_family_nl=("partner", "children"),
    ac_family_bring="no", ac_care="yes", ac_care_who="child_13_17", ac_housing="home",
    ac_transport=("bicycle", "car"), ac_hours="h40", ac_study_wish="course", ac_hinders="network",
    mo_now="work", mo_hours="h40", mo_travel="m90",
    mo_dream_known="yes", mo_dream_job="isco_214", mo_bread_any="yes", mo_bread_job="isco_31",
)
#: Young, and straight from school.
PUPIL = said(
    ac_read_own="4", ac_write_own="3", ac_read_latin="3", ac_write_latin="3", ac_school_years="9",
    ac_education="isced2", ac_diploma="never", ac_worked="no", ac_phone="4", ac_computer="3", ac_forms="2",
    ac_licence="none", ac_family_nl="none", ac_family_bring="yes", ac_reunification="pending", ac_care="no",
    ac_housing="waiting", ac_transport="bicycle", ac_hours="h40", ac_study_wish="vocational",
    ac_hinders=("dutch", "experience", "network"), mo_now="wait", mo_hours="h40", mo_travel="m60",
    mo_dream_known="yes", mo_dream_job="isco_741", mo_bread_any="yes", mo_bread_job="isco_432",
)
# fmt: on
