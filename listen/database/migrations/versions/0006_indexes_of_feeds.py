"""Indexes of what feeds list, and of what tells that it has changed."""

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_index("articles_by_change", "articles", ["site", "change_time", "changed_at"])
    op.create_index("articles_by_publication", "articles", ["site", "published_at", "id"])
