"""Request in, status or audio out. `listen.web.app.create_app` builds the web."""
