"""Find answers by sitting and module: each page of a client reads those of the open module, not of all of them."""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TABLES = ("answer", "vault_sealed_answer")


def upgrade() -> None:
    """An index on both, in place of the one on the sitting alone, which it begins with."""
    for table in TABLES:
        op.create_index(f"ix_{table}_module", table, ["sitting_id", "slug"])
        op.drop_index(f"ix_{table}_sitting_id", table)


def downgrade() -> None:
    """Back to before."""
    for table in TABLES:
        op.create_index(f"ix_{table}_sitting_id", table, ["sitting_id"])
        op.drop_index(f"ix_{table}_module", table)
