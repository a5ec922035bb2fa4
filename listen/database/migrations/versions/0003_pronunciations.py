"""Lexicons of sites that editors change, and readers' reports of mispronunciation."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("articles", sa.Column("lexicon", sa.JSON(), nullable=True))

    op.create_table(
        "lexicon_edits",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site", sa.String(length=64), nullable=False),
        sa.Column("word", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=200), nullable=False),
        sa.Column("entry", sa.JSON(), nullable=True),
        sa.Column("editor", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("lexicon_edits_by_word", "lexicon_edits", ["site", "word"])

    op.create_table(
        "lexicon_remakes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site", sa.String(length=64), nullable=False),
        sa.Column("word", sa.String(length=200), nullable=False),
        sa.Column("editor", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("last_edit", sa.Integer(), nullable=False),
        sa.Column("last_article", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("searched_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("lexicon_remakes_by_state", "lexicon_remakes", ["state", "id"])

    op.create_table(
        "lexicon_remake_articles",
        sa.Column("remake_id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=True),
        sa.Column("error_code", sa.String(length=64), nullable=True),
        sa.Column("error_detail", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["remake_id"], ["lexicon_remakes.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("remake_id", "article_id"),
    )
    op.create_index("lexicon_remake_articles_by_article", "lexicon_remake_articles", ["article_id"])

    op.create_table(
        "pronunciation_reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site", sa.String(length=64), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("word", sa.String(length=200), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("reported_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("article_id", "digest"),
    )
    op.create_index(
        "pronunciation_reports_by_state", "pronunciation_reports", ["site", "state", "id"]
    )
