"""Add how often a client had a question read aloud."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A column that may be empty, so that no table is rebuilt; earlier answers were given where nothing was heard."""
    op.add_column("answer", sa.Column("listens", sa.Integer(), nullable=True))


def downgrade() -> None:
    """Back to before."""
    op.drop_column("answer", "listens")
