"""An MkDocs plugin for Listen."""
