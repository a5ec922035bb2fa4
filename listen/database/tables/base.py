"""The parent of all tables, with the types of their columns."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, Text
from sqlalchemy.orm import DeclarativeBase

from listen.database.types import UtcTime


class Base(DeclarativeBase):
    """The parent of all tables."""

    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcTime,
        str: Text,
        dict[str, Any]: JSON,
        list[str]: JSON,
        list[dict[str, Any]]: JSON(none_as_null=True),
    }
