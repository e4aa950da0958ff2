"""Add the words that a client said yes or no to, in the language of the page."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A column that may be empty: what earlier rows were said to is not known any more."""
    op.add_column("consent", sa.Column("words", sa.Text(), nullable=True))


def downgrade() -> None:
    """Back to before."""
    op.drop_column("consent", "words")
