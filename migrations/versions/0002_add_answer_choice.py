"""Keep with an answer of an adaptive bank why its item was asked."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A column that older answers leave empty. Adding one rebuilds no table, so the append-only triggers stay."""
    op.add_column("answer", sa.Column("choice", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("answer", "choice")
