"""Add group sittings: who sits together in one room, and what the room adds to a sitting."""

import sqlalchemy as sa
from alembic import op

import service.db.base

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

MOMENT = service.db.base.UtcDateTime(timezone=True)


def upgrade() -> None:
    """Two tables, and columns that no earlier sitting needs: adding them rebuilds no table."""
    op.create_table(
        "group_sitting",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("starts_at", MOMENT, nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("opened_by", sa.Uuid(), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["opened_by"], ["staff_user.id"], name=op.f("fk_group_sitting_opened_by")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_group_sitting_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_sitting")),
    )
    op.create_index(op.f("ix_group_sitting_opened_by"), "group_sitting", ["opened_by"], unique=False)
    op.create_index(op.f("ix_group_sitting_team_id"), "group_sitting", ["team_id"], unique=False)
    op.create_table(
        "seat",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("given_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_seat_case_id")),
        sa.ForeignKeyConstraint(["group_id"], ["group_sitting.id"], name=op.f("fk_seat_group_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seat")),
        sa.UniqueConstraint("group_id", "case_id", name="one_seat_per_client"),
    )
    op.create_index(op.f("ix_seat_case_id"), "seat", ["case_id"], unique=False)
    op.add_column("sitting", sa.Column("hand_raised_at", MOMENT, nullable=True))
    op.add_column("sitting", sa.Column("extra_minutes", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("sitting", sa.Column("draft", sa.LargeBinary(), nullable=True))
    op.add_column("sitting", sa.Column("ended_token_hash", sa.LargeBinary(length=32), nullable=True))
    op.create_index(op.f("ix_sitting_ended_token_hash"), "sitting", ["ended_token_hash"], unique=False)


def downgrade() -> None:
    """Back to before."""
    op.drop_index(op.f("ix_sitting_ended_token_hash"), table_name="sitting")
    for column in ("ended_token_hash", "draft", "extra_minutes", "hand_raised_at"):
        op.drop_column("sitting", column)
    op.drop_index(op.f("ix_seat_case_id"), table_name="seat")
    op.drop_table("seat")
    op.drop_index(op.f("ix_group_sitting_team_id"), table_name="group_sitting")
    op.drop_index(op.f("ix_group_sitting_opened_by"), table_name="group_sitting")
    op.drop_table("group_sitting")
