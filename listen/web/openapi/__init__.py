"""The OpenAPI 3.1 description of the HTTP API, one module for each area."""
