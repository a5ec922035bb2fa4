"""The environment in which Alembic runs the migrations, on the connection that it is given."""

from typing import Any, Literal

from alembic import context

from listen.database.tables import Base
from listen.database.types import UtcTime


def render_item(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Write the type of the column, not ours, into a migration: it must never change."""
    return "sa.DateTime()" if kind == "type" and isinstance(item, UtcTime) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite cannot alter most of a table
    render_item=render_item,
)
context.run_migrations()
