"""Downloads of voices: resumable, verified, and in place only when they are whole."""
