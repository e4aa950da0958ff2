"""Who gave an account its last temporary password: who did could have signed in with it first."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

#: The newest reset as the log has it, else who made the account.
KNOWN = sa.text(
    "UPDATE staff_user SET access_from = coalesce("
    " (SELECT actor_id FROM audit_event WHERE event = 'access_reset' AND object_id = staff_user.id"
    " ORDER BY at DESC LIMIT 1), created_by)"
)


def upgrade() -> None:
    """A column, filled from what is known; empty for accounts that were made on the server itself."""
    op.add_column("staff_user", sa.Column("access_from", sa.Uuid(), nullable=True))
    op.execute(KNOWN)


def downgrade() -> None:
    """Back to before."""
    op.drop_column("staff_user", "access_from")
