"""Limits of API keys."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("api_keys", sa.Column("requests_per_minute", sa.Integer()))
    op.add_column("api_keys", sa.Column("characters_per_day", sa.Integer()))
