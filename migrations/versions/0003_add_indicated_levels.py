"""Add indicated levels of self-reliance: what a sitting proposes, what the klantmanager and the psychiatrist decide."""

import sqlalchemy as sa
from alembic import op

import service.db.base
from service.db.append_only import protect

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Three tables that only ever grow."""
    op.create_table(
        "level_proposal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("sitting_id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(length=40), nullable=False),
        sa.Column("scale", sa.String(length=40), nullable=False),
        sa.Column("snapshot_hash", sa.String(length=64), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("lowest", sa.Integer(), nullable=True),
        sa.Column("highest", sa.Integer(), nullable=True),
        sa.Column("proposed_at", service.db.base.UtcDateTime(timezone=True), nullable=False),
        sa.CheckConstraint("level between 1 and 5", name=op.f("ck_level_proposal_level_known")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_level_proposal_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_level_proposal")),
        sa.UniqueConstraint("sitting_id", "slug", "scale", name="one_proposal_per_domain"),
    )
    op.create_index(op.f("ix_level_proposal_case_id"), "level_proposal", ["case_id"], unique=False)
    op.create_table(
        "level_decision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("proposal_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=False),
        sa.Column("decided_at", service.db.base.UtcDateTime(timezone=True), nullable=False),
        sa.CheckConstraint("level between 1 and 5", name=op.f("ck_level_decision_level_known")),
        sa.ForeignKeyConstraint(["decided_by"], ["staff_user.id"], name=op.f("fk_level_decision_decided_by")),
        sa.ForeignKeyConstraint(["proposal_id"], ["level_proposal.id"], name=op.f("fk_level_decision_proposal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_level_decision")),
        sa.UniqueConstraint("proposal_id", "number", name="one_decision_per_number"),
    )
    op.create_index(op.f("ix_level_decision_proposal_id"), "level_decision", ["proposal_id"], unique=False)
    op.create_table(
        "health_level",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("sealed_decision", sa.LargeBinary(), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=False),
        sa.Column("decided_at", service.db.base.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["decided_by"], ["staff_user.id"], name=op.f("fk_health_level_decided_by")),
        sa.ForeignKeyConstraint(["review_id"], ["review.id"], name=op.f("fk_health_level_review_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_health_level")),
        sa.UniqueConstraint("review_id", "edition", name="one_level_decision_per_edition"),
    )
    op.create_index(op.f("ix_health_level_review_id"), "health_level", ["review_id"], unique=False)
    protect(op.get_bind(), "level_proposal", "level_decision", "health_level")


def downgrade() -> None:
    """Back to before."""
    for table, column in (("health_level", "review_id"), ("level_decision", "proposal_id")):
        op.drop_index(op.f(f"ix_{table}_{column}"), table_name=table)
        op.drop_table(table)
    op.drop_index(op.f("ix_level_proposal_case_id"), table_name="level_proposal")
    op.drop_table("level_proposal")
