"""Parts of articles that are not spoken, and an index for the list of a site's articles."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("articles", sa.Column("dropped", sa.LargeBinary(), nullable=True))
    op.create_index("articles_by_site", "articles", ["site", "id"], unique=False)
