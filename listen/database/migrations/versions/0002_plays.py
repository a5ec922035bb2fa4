"""Plays: how often articles are heard."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_COUNTERS = (
    *("loads", "plays", "quarter_25", "quarter_50", "quarter_75", "completions", "seconds"),
    "downloads",
)


def upgrade() -> None:
    op.create_table(
        "plays",
        sa.Column("site", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("article", sa.String(length=255), nullable=False),
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in _COUNTERS),
        sa.PrimaryKeyConstraint("site", "day", "article"),
    )
    op.create_index("plays_by_article", "plays", ["site", "article", "day"], unique=False)
    op.create_table(
        "play_batches",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
