"""Add the introduction to a sitting, and for how long a client has been at work without a break."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Columns alone: adding them rebuilds no table. Who had agreed before there was an introduction goes on without."""
    op.add_column("sitting", sa.Column("introduction", sa.String(length=10), nullable=False, server_default="ahead"))
    op.add_column("sitting", sa.Column("practice", sa.JSON(), nullable=True))
    op.add_column("sitting", sa.Column("minutes_worked", sa.Integer(), nullable=False, server_default="0"))
    op.execute(
        "update sitting set introduction = 'skipped' where exists"
        " (select 1 from consent where consent.sitting_id = sitting.id and consent.purpose = 'assessment')"
    )


def downgrade() -> None:
    """Back to before."""
    for column in ("minutes_worked", "practice", "introduction"):
        op.drop_column("sitting", column)
