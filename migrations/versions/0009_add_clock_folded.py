"""Add whether a client has folded the clock of timed parts away, so that it stays so after a reload and elsewhere."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A column that no earlier row needs."""
    op.add_column("sitting", sa.Column("clock_folded", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    """Back to before."""
    op.drop_column("sitting", "clock_folded")
