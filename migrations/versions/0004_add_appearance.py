"""Add appearance: how a client wants the kiosk's pages: size of letters, contrast, a second language."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Three columns, as usual for all who sit now."""
    op.add_column("sitting", sa.Column("text_size", sa.String(10), nullable=False, server_default="normal"))
    op.add_column("sitting", sa.Column("contrast", sa.String(10), nullable=False, server_default="normal"))
    op.add_column("sitting", sa.Column("beside", sa.String(5), nullable=True))


def downgrade() -> None:
    """Back to before."""
    op.drop_column("sitting", "beside")
    op.drop_column("sitting", "contrast")
    op.drop_column("sitting", "text_size")
