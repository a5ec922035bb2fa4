"""The condition by which a client asks for what it does not have yet."""

from listen.web.openapi.build import parameter, string

IF_NONE_MATCH = parameter("If-None-Match", "header", "Entity tags that the client has.", string())
