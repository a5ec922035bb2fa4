"""/v1/sites: the sites of the server."""

from listen.web.openapi.build import (
    SAMPLE_SERVER,
    SEND_JSON,
    Area,
    Schema,
    array,
    boolean,
    closed,
    integer,
    json_content,
    parameter,
    ref,
    response,
    string,
)
from listen.web.openapi.errors import POST_ERRORS, problems
from listen.web.openapi.operation import operation

_TAG = "Sites"

_SETTINGS: Schema = {
    "type": "object",
    "description": "The settings of the table `[sites.NAME]` of listen.toml.",
}
_SCHEMAS: dict[str, Schema] = {
    "Site": closed(
        {
            "name": string(),
            "hosts": array(string()),
            "is_configured": boolean("Whether the site is in listen.toml, and changed only there."),
            "settings": _SETTINGS
            | {"description": "Its settings without secrets. Empty for one of listen.toml."},
            "secrets": integer("Number of its webhook secrets."),
        },
        "A site of a publisher.",
    ),
    "Sites": closed({"sites": array(ref("Site"))}),
}
_NAME = [parameter("name", "path", "The name of a site.", string(pattern="^[^/\\x00-\\x1f]+$"))]
_KEY_ERRORS = ("unauthorized", "unavailable")
_BODY = {
    "required": True,
    "content": {"application/json": {"schema": _SETTINGS, "example": {"hosts": ["news.example"]}}},
}

_PATHS = {
    "/v1/sites": {
        "get": operation(
            "listSites",
            _TAG,
            "List the sites",
            {"200": response("Sites.", json_content(ref("Sites"))), **problems(*_KEY_ERRORS)},
            f"curl {SAMPLE_SERVER}/v1/sites -H 'x-api-key: KEY'",
            "All operations of this area need a key with the scope `admin`.",
        )
    },
    "/v1/sites/{name}": {
        "parameters": _NAME,
        "get": operation(
            "getSite",
            _TAG,
            "Get a site",
            {
                "200": response("The site.", json_content(ref("Site"))),
                **problems(*_KEY_ERRORS, "unknown_site"),
            },
            f"curl {SAMPLE_SERVER}/v1/sites/news -H 'x-api-key: KEY'",
        ),
        "put": operation(
            "saveSite",
            _TAG,
            "Create a site, or replace its settings",
            {
                "200": response("The site.", json_content(ref("Site"))),
                **problems(
                    *_KEY_ERRORS,
                    *POST_ERRORS,
                    "malformed",
                    "upload_timeout",
                    "too_long",
                    *("unsupported_media_type", "invalid_field", "conflict"),
                ),
            },
            f"curl -X PUT {SAMPLE_SERVER}/v1/sites/news -H 'x-api-key: KEY' {SEND_JSON} "
            '\'{"hosts": ["news.example"]}\'',
            "Secrets that are left out stay as they are. A change has an effect within seconds.",
            body=_BODY,
        ),
        "delete": operation(
            "deleteSite",
            _TAG,
            "Delete a site",
            {
                "204": response("It is deleted. Its articles and their audio stay."),
                **problems(*_KEY_ERRORS, *POST_ERRORS, "unknown_site", "conflict"),
            },
            f"curl -X DELETE {SAMPLE_SERVER}/v1/sites/news -H 'x-api-key: KEY'",
        ),
    },
}

AREA = Area(_TAG, "Set up sites at run time.", _PATHS, _SCHEMAS)
