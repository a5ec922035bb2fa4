"""`listen up`: a supervisor that runs Redis, the workers and the web server of one machine."""
