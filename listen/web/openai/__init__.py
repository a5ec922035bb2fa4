"""OpenAI's endpoints for speech, so that its clients work here unchanged."""
