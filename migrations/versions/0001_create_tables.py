"""Create all tables, and make what must not change append-only."""

import sqlalchemy as sa
from alembic import op

import service.db.base
from service.db.append_only import protect

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

APPEND_ONLY = [
    "answer",
    "audit_event",
    "catalogue_snapshot",
    "consent",
    "flag_closure",
    "milestone",
    "release",
    "vault_sealed_answer",
    "vault_sealed_flag",
]


def upgrade() -> None:
    """From an empty database."""
    op.create_table(
        "audit_event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", service.db.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("event", sa.String(length=60), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("actor_role", sa.String(length=20), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("object_id", sa.Uuid(), nullable=True),
        sa.Column("context", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_event")),
    )
    op.create_index(op.f("ix_audit_event_actor_id"), "audit_event", ["actor_id"], unique=False)
    op.create_index(op.f("ix_audit_event_at"), "audit_event", ["at"], unique=False)
    op.create_index(op.f("ix_audit_event_case_id"), "audit_event", ["case_id"], unique=False)
    op.create_index(op.f("ix_audit_event_event"), "audit_event", ["event"], unique=False)
    op.create_table(
        "catalogue_snapshot",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("slug", sa.String(length=40), nullable=False),
        sa.Column("version", sa.String(length=20), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("first_used_at", service.db.base.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_catalogue_snapshot")),
    )
    op.create_index(op.f("ix_catalogue_snapshot_slug"), "catalogue_snapshot", ["slug"], unique=False)
    op.create_table(
        "client",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("birth_year", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_client")),
    )
    op.create_table(
        "code_attempt",
        sa.Column("lookup", sa.String(length=8), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_failure_at", service.db.base.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("lookup", name=op.f("pk_code_attempt")),
    )
    op.create_table(
        "job",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("run_after", service.db.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("lease_until", service.db.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("created_at", service.db.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("finished_at", service.db.base.UtcDateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state in ('waiting', 'leased', 'done', 'failed')", name=op.f("ck_job_state_known")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
    )
    op.create_index(op.f("ix_job_kind"), "job", ["kind"], unique=False)
    op.create_index(op.f("ix_job_run_after"), "job", ["run_after"], unique=False)
    op.create_index(op.f("ix_job_state"), "job", ["state"], unique=False)
    op.create_table(
        "team",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team")),
        sa.UniqueConstraint("name", name=op.f("uq_team_name")),
    )
    op.create_table(
        "vault_case_key",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("wrapped_private_key", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", service.db.base.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_vault_case_key")),
    )
    op.create_table(
        "staff_user",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("totp_secret", sa.String(length=64), nullable=True),
        sa.Column("totp_last_step", sa.Integer(), nullable=False),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("pending_approval", sa.Boolean(), nullable=False),
        sa.Column("approval_asked_by", sa.Uuid(), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", service.db.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("failed_logins", sa.Integer(), nullable=False),
        sa.Column("locked_until", service.db.base.UtcDateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "role in ('case_manager','team_lead','psychiatrist','admin','auditor')",
            name=op.f("ck_staff_user_role_known"),
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_staff_user_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_user")),
        sa.UniqueConstraint("email", name=op.f("uq_staff_user_email")),
    )
    op.create_table(
        "vault_sealed_answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("sitting_id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(length=40), nullable=False),
        sa.Column("item_id", sa.String(length=40), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("idempotency_key", sa.String(length=64), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("answered_at", service.db.base.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["vault_case_key.case_id"], name=op.f("fk_vault_sealed_answer_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vault_sealed_answer")),
        sa.UniqueConstraint("sitting_id", "idempotency_key", name="one_sealed_answer_per_key"),
        sa.UniqueConstraint("sitting_id", "item_id", "revision", name="one_sealed_answer_per_revision"),
    )
    op.create_index(op.f("ix_vault_sealed_answer_sitting_id"), "vault_sealed_answer", ["sitting_id"], unique=False)
    op.create_table(
        "vault_sealed_flag",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("sitting_id", sa.Uuid(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("raised_at", service.db.base.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["vault_case_key.case_id"], name=op.f("fk_vault_sealed_flag_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vault_sealed_flag")),
    )
    op.create_index(op.f("ix_vault_sealed_flag_raised_at"), "vault_sealed_flag", ["raised_at"], unique=False)
    op.create_index(op.f("ix_vault_sealed_flag_sitting_id"), "vault_sealed_flag", ["sitting_id"], unique=False)
    op.create_table(
        "case_file",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("case_manager_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", service.db.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", service.db.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("debriefed_at", service.db.base.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_manager_id"], ["staff_user.id"], name=op.f("fk_case_file_case_manager_id")),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_case_file_client_id")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_case_file_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_file")),
        sa.UniqueConstraint("reference", name=op.f("uq_case_file_reference")),
    )
    op.create_index(op.f("ix_case_file_case_manager_id"), "case_file", ["case_manager_id"], unique=False)
    op.create_index(op.f("ix_case_file_team_id"), "case_file", ["team_id"], unique=False)
    op.create_table(
        "staff_session",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", service.db.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", service.db.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("second_factor_at", service.db.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("ended_at", service.db.base.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["staff_user.id"], name=op.f("fk_staff_session_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_staff_session_token_hash")),
    )
    op.create_index(op.f("ix_staff_session_user_id"), "staff_session", ["user_id"], unique=False)
    op.create_table(
        "appointment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("window_from", sa.Date(), nullable=False),
        sa.Column("window_to", sa.Date(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("urgency", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("requested_by", sa.Uuid(), nullable=False),
        sa.Column("requested_at", service.db.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("planned_for", service.db.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("planned_by", sa.Uuid(), nullable=True),
        sa.Column("planned_at", service.db.base.UtcDateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state in ('requested','planned','cancelled')", name=op.f("ck_appointment_state_known")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_appointment_case_id")),
        sa.ForeignKeyConstraint(["planned_by"], ["staff_user.id"], name=op.f("fk_appointment_planned_by")),
        sa.ForeignKeyConstraint(["requested_by"], ["staff_user.id"], name=op.f("fk_appointment_requested_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment")),
    )
    op.create_index(op.f("ix_appointment_case_id"), "appointment", ["case_id"], unique=False)
    op.create_table(
        "invitation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("lookup", sa.String(length=8), nullable=False),
        sa.Column("secret_hash", sa.String(length=200), nullable=False),
        sa.Column("with_helper", sa.Boolean(), nullable=False),
        sa.Column("issued_by", sa.Uuid(), nullable=True),
        sa.Column("issued_at", service.db.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("expires_at", service.db.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("shown_at", service.db.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", service.db.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("first_used_at", service.db.base.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_invitation_case_id")),
        sa.ForeignKeyConstraint(["issued_by"], ["staff_user.id"], name=op.f("fk_invitation_issued_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
    )
    op.create_index(op.f("ix_invitation_case_id"), "invitation", ["case_id"], unique=False)
    op.create_index(op.f("ix_invitation_lookup"), "invitation", ["lookup"], unique=False)
    op.create_table(
        "milestone",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=30), nullable=False),
        sa.Column("at", service.db.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("done", sa.Integer(), nullable=True),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_milestone_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone")),
    )
    op.create_index(op.f("ix_milestone_case_id"), "milestone", ["case_id"], unique=False)
    op.create_table(
        "release",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("limits", sa.JSON(), nullable=False),
        sa.Column("released_by", sa.Uuid(), nullable=False),
        sa.Column("released_at", service.db.base.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_release_case_id")),
        sa.ForeignKeyConstraint(["released_by"], ["staff_user.id"], name=op.f("fk_release_released_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release")),
        sa.UniqueConstraint("review_id", name="one_release_per_review"),
    )
    op.create_index(op.f("ix_release_case_id"), "release", ["case_id"], unique=False)
    op.create_table(
        "sitting",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("screen", sa.String(length=20), nullable=False),
        sa.Column("slug", sa.String(length=40), nullable=True),
        sa.Column("item_id", sa.String(length=40), nullable=True),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("started_at", service.db.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", service.db.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("item_shown_at", service.db.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("finished_at", service.db.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=True),
        sa.Column("health_consent", sa.Boolean(), nullable=False),
        sa.CheckConstraint("state in ('open','finished','withdrawn')", name=op.f("ck_sitting_state_known")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_sitting_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sitting")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sitting_token_hash")),
    )
    op.create_index(op.f("ix_sitting_case_id"), "sitting", ["case_id"], unique=False)
    op.create_table(
        "suitability",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("literacy", sa.String(length=20), nullable=False),
        sa.Column("computer", sa.String(length=20), nullable=False),
        sa.Column("wants", sa.Boolean(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("intake_on", sa.Date(), nullable=True),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", service.db.base.UtcDateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "outcome in ('invite','invite_with_helper','suitability_intake')", name=op.f("ck_suitability_outcome_known")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_suitability_case_id")),
        sa.ForeignKeyConstraint(["recorded_by"], ["staff_user.id"], name=op.f("fk_suitability_recorded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suitability")),
    )
    op.create_index(op.f("ix_suitability_case_id"), "suitability", ["case_id"], unique=False)
    op.create_table(
        "answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("sitting_id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(length=40), nullable=False),
        sa.Column("item_id", sa.String(length=40), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=True),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("response_ms", sa.Integer(), nullable=False),
        sa.Column("idempotency_key", sa.String(length=64), nullable=False),
        sa.Column("answered_at", service.db.base.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["sitting_id"], ["sitting.id"], name=op.f("fk_answer_sitting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
        sa.UniqueConstraint("sitting_id", "idempotency_key", name="one_answer_per_key"),
        sa.UniqueConstraint("sitting_id", "item_id", "revision", name="one_answer_per_revision"),
    )
    op.create_index(op.f("ix_answer_sitting_id"), "answer", ["sitting_id"], unique=False)
    op.create_table(
        "consent",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("sitting_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("at", service.db.base.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["sitting_id"], ["sitting.id"], name=op.f("fk_consent_sitting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    op.create_index(op.f("ix_consent_sitting_id"), "consent", ["sitting_id"], unique=False)
    op.create_table(
        "module_score",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("sitting_id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(length=40), nullable=False),
        sa.Column("version", sa.String(length=20), nullable=False),
        sa.Column("snapshot_hash", sa.String(length=64), nullable=False),
        sa.Column("result", sa.JSON(), nullable=False),
        sa.Column("scored_at", service.db.base.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["sitting_id"], ["sitting.id"], name=op.f("fk_module_score_sitting_id")),
        sa.ForeignKeyConstraint(
            ["snapshot_hash"], ["catalogue_snapshot.hash"], name=op.f("fk_module_score_snapshot_hash")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_module_score")),
        sa.UniqueConstraint("sitting_id", "slug", name="one_score_per_module"),
    )
    op.create_index(op.f("ix_module_score_sitting_id"), "module_score", ["sitting_id"], unique=False)
    op.create_table(
        "report",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("sitting_id", sa.Uuid(), nullable=False),
        sa.Column("audience", sa.String(length=12), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("issued_by", sa.Uuid(), nullable=True),
        sa.Column("issued_at", service.db.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("pdf", sa.LargeBinary(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("rendered_at", service.db.base.UtcDateTime(timezone=True), nullable=True),
        sa.CheckConstraint("audience in ('klantmanager','client')", name=op.f("ck_report_audience_known")),
        sa.CheckConstraint("state in ('waiting','ready','failed')", name=op.f("ck_report_state_known")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_report_case_id")),
        sa.ForeignKeyConstraint(["issued_by"], ["staff_user.id"], name=op.f("fk_report_issued_by")),
        sa.ForeignKeyConstraint(["sitting_id"], ["sitting.id"], name=op.f("fk_report_sitting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
    )
    op.create_index(op.f("ix_report_case_id"), "report", ["case_id"], unique=False)
    op.create_table(
        "review",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("sitting_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("created_at", service.db.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("opened_by", sa.Uuid(), nullable=True),
        sa.Column("opened_at", service.db.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("sealed_result", sa.LargeBinary(), nullable=True),
        sa.Column("sealed_note", sa.LargeBinary(), nullable=True),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.CheckConstraint("state in ('waiting','in_review','released','closed')", name=op.f("ck_review_state_known")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_review_case_id")),
        sa.ForeignKeyConstraint(["opened_by"], ["staff_user.id"], name=op.f("fk_review_opened_by")),
        sa.ForeignKeyConstraint(["sitting_id"], ["sitting.id"], name=op.f("fk_review_sitting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
        sa.UniqueConstraint("sitting_id", name=op.f("uq_review_sitting_id")),
    )
    op.create_index(op.f("ix_review_case_id"), "review", ["case_id"], unique=False)
    op.create_index(op.f("ix_review_state"), "review", ["state"], unique=False)
    op.create_table(
        "sitting_module",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("sitting_id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(length=40), nullable=False),
        sa.Column("version", sa.String(length=20), nullable=False),
        sa.Column("snapshot_hash", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("item_order", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("opened_at", service.db.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("closed_at", service.db.base.UtcDateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state in ('waiting','open','done','skipped')", name=op.f("ck_sitting_module_state_known")),
        sa.ForeignKeyConstraint(["sitting_id"], ["sitting.id"], name=op.f("fk_sitting_module_sitting_id")),
        sa.ForeignKeyConstraint(
            ["snapshot_hash"], ["catalogue_snapshot.hash"], name=op.f("fk_sitting_module_snapshot_hash")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sitting_module")),
        sa.UniqueConstraint("sitting_id", "slug", name="one_module_per_sitting"),
    )
    op.create_index(op.f("ix_sitting_module_sitting_id"), "sitting_module", ["sitting_id"], unique=False)
    op.create_table(
        "working_copy",
        sa.Column("sitting_id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(length=40), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["sitting_id"], ["sitting.id"], name=op.f("fk_working_copy_sitting_id")),
        sa.PrimaryKeyConstraint("sitting_id", name=op.f("pk_working_copy")),
    )
    op.create_table(
        "flag_closure",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column("flag_key", sa.String(length=64), nullable=False),
        sa.Column("sealed_reason", sa.LargeBinary(), nullable=False),
        sa.Column("closed_by", sa.Uuid(), nullable=False),
        sa.Column("closed_at", service.db.base.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["closed_by"], ["staff_user.id"], name=op.f("fk_flag_closure_closed_by")),
        sa.ForeignKeyConstraint(["review_id"], ["review.id"], name=op.f("fk_flag_closure_review_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flag_closure")),
        sa.UniqueConstraint("review_id", "flag_key", name="one_closure_per_flag"),
    )
    op.create_index(op.f("ix_flag_closure_review_id"), "flag_closure", ["review_id"], unique=False)
    op.create_table(
        "supplementary_request",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column("sitting_id", sa.Uuid(), nullable=False),
        sa.Column("sealed_slug", sa.LargeBinary(), nullable=False),
        sa.Column("requested_by", sa.Uuid(), nullable=False),
        sa.Column("requested_at", service.db.base.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["requested_by"], ["staff_user.id"], name=op.f("fk_supplementary_request_requested_by")
        ),
        sa.ForeignKeyConstraint(["review_id"], ["review.id"], name=op.f("fk_supplementary_request_review_id")),
        sa.ForeignKeyConstraint(["sitting_id"], ["sitting.id"], name=op.f("fk_supplementary_request_sitting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supplementary_request")),
    )
    op.create_index(op.f("ix_supplementary_request_review_id"), "supplementary_request", ["review_id"], unique=False)
    protect(op.get_bind(), *APPEND_ONLY)


def downgrade() -> None:
    """Back to an empty database."""
    op.drop_index(op.f("ix_supplementary_request_review_id"), table_name="supplementary_request")
    op.drop_table("supplementary_request")
    op.drop_index(op.f("ix_flag_closure_review_id"), table_name="flag_closure")
    op.drop_table("flag_closure")
    op.drop_table("working_copy")
    op.drop_index(op.f("ix_sitting_module_sitting_id"), table_name="sitting_module")
    op.drop_table("sitting_module")
    op.drop_index(op.f("ix_review_state"), table_name="review")
    op.drop_index(op.f("ix_review_case_id"), table_name="review")
    op.drop_table("review")
    op.drop_index(op.f("ix_report_case_id"), table_name="report")
    op.drop_table("report")
    op.drop_index(op.f("ix_module_score_sitting_id"), table_name="module_score")
    op.drop_table("module_score")
    op.drop_index(op.f("ix_consent_sitting_id"), table_name="consent")
    op.drop_table("consent")
    op.drop_index(op.f("ix_answer_sitting_id"), table_name="answer")
    op.drop_table("answer")
    op.drop_index(op.f("ix_suitability_case_id"), table_name="suitability")
    op.drop_table("suitability")
    op.drop_index(op.f("ix_sitting_case_id"), table_name="sitting")
    op.drop_table("sitting")
    op.drop_index(op.f("ix_release_case_id"), table_name="release")
    op.drop_table("release")
    op.drop_index(op.f("ix_milestone_case_id"), table_name="milestone")
    op.drop_table("milestone")
    op.drop_index(op.f("ix_invitation_lookup"), table_name="invitation")
    op.drop_index(op.f("ix_invitation_case_id"), table_name="invitation")
    op.drop_table("invitation")
    op.drop_index(op.f("ix_appointment_case_id"), table_name="appointment")
    op.drop_table("appointment")
    op.drop_index(op.f("ix_staff_session_user_id"), table_name="staff_session")
    op.drop_table("staff_session")
    op.drop_index(op.f("ix_case_file_team_id"), table_name="case_file")
    op.drop_index(op.f("ix_case_file_case_manager_id"), table_name="case_file")
    op.drop_table("case_file")
    op.drop_index(op.f("ix_vault_sealed_flag_sitting_id"), table_name="vault_sealed_flag")
    op.drop_index(op.f("ix_vault_sealed_flag_raised_at"), table_name="vault_sealed_flag")
    op.drop_table("vault_sealed_flag")
    op.drop_index(op.f("ix_vault_sealed_answer_sitting_id"), table_name="vault_sealed_answer")
    op.drop_table("vault_sealed_answer")
    op.drop_table("staff_user")
    op.drop_table("vault_case_key")
    op.drop_table("team")
    op.drop_index(op.f("ix_job_state"), table_name="job")
    op.drop_index(op.f("ix_job_run_after"), table_name="job")
    op.drop_index(op.f("ix_job_kind"), table_name="job")
    op.drop_table("job")
    op.drop_table("code_attempt")
    op.drop_table("client")
    op.drop_index(op.f("ix_catalogue_snapshot_slug"), table_name="catalogue_snapshot")
    op.drop_table("catalogue_snapshot")
    op.drop_index(op.f("ix_audit_event_event"), table_name="audit_event")
    op.drop_index(op.f("ix_audit_event_case_id"), table_name="audit_event")
    op.drop_index(op.f("ix_audit_event_at"), table_name="audit_event")
    op.drop_index(op.f("ix_audit_event_actor_id"), table_name="audit_event")
    op.drop_table("audit_event")
