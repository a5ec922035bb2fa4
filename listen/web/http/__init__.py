"""HTTP semantics that Flask and gunicorn lack: conditional requests, ranges, downloads."""
