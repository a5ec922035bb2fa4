"""Keys in the URLs of the API."""

from werkzeug.routing import BaseConverter


class KeyConverter(BaseConverter):
    """Whatever is not an endpoint of its own, which would be taken for a key in other methods."""

    regex = r"(?!(?:speech|voices)\Z)[^/]+"
