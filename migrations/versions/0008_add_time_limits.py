"""Add time limits: a person's extra time, time that was used at an item before a break, limits kept with answers."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Columns that no earlier row needs: adding them rebuilds no table."""
    op.add_column("case_file", sa.Column("extra_time", sa.String(length=10), nullable=False, server_default="0"))
    op.add_column("sitting", sa.Column("extra_time", sa.String(length=10), nullable=False, server_default="0"))
    op.add_column("sitting", sa.Column("spent_item", sa.String(length=40), nullable=True))
    op.add_column("sitting", sa.Column("spent_ms", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("answer", sa.Column("timing", sa.JSON(none_as_null=True), nullable=True))


def downgrade() -> None:
    """Back to before."""
    op.drop_column("answer", "timing")
    for column in ("spent_ms", "spent_item", "extra_time"):
        op.drop_column("sitting", column)
    op.drop_column("case_file", "extra_time")
