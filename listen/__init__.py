"""Request in, status or audio out. `listen.app.create_app` builds the web."""
