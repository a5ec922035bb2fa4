"""The web server and the command line. `listen.web.app.create_app` builds the server."""
