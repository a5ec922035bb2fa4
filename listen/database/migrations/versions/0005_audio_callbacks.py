"""Callbacks that requests for audio name."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "audio_callbacks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site", sa.String(length=64), nullable=False),
        sa.Column("requested_key", sa.String(length=64), nullable=False),
        sa.Column("audio_key", sa.String(length=64), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("event", sa.String(length=64), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("site", "requested_key", "url"),
    )
    op.create_index("audio_callbacks_by_event", "audio_callbacks", ["event", "id"], unique=False)
    op.add_column(
        "deliveries",
        sa.Column("is_requested", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
