"""A reference belongs to one case, written in capitals or in small letters: by the database, not by a look before.

Where two cases have such references already, nothing is changed, and the error says what to do.
"""

from alembic import op
from sqlalchemy import text

from service.migrate import NotMigrated

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

INDEX = "uq_case_file_reference_lower"
ALIKE = text(
    "SELECT reference FROM case_file WHERE lower(reference) IN"
    " (SELECT lower(reference) FROM case_file GROUP BY lower(reference) HAVING count(*) > 1)"
    " ORDER BY lower(reference), reference"
)
#: What whoever runs the service can do; a reference has no quotation marks in it.
MEND = "UPDATE case_file SET reference = '{reference}-2' WHERE reference = '{reference}';"


def upgrade() -> None:
    """One unique index on the reference in small letters. Raises `NotMigrated` where cases share one."""
    alike = list(op.get_bind().execute(ALIKE).scalars())
    if alike:
        raise NotMigrated(what_to_do(alike))
    op.create_index(INDEX, "case_file", [text("lower(reference)")], unique=True)


def what_to_do(alike: list[str]) -> str:
    """For whoever runs the service: which they are, and a statement for one of them."""
    which, mend = ", ".join(alike), MEND.format(reference=alike[-1])
    return (
        f"These references differ in capitals only: {which}. Nothing was changed. Give all but one of each another"
        f" reference, tell their klantmanagers, and start again: {mend}"
    )


def downgrade() -> None:
    """Back to before."""
    op.drop_index(INDEX, "case_file")
