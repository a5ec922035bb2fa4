"""What a request asks for: from its bytes to the spec of an audio."""
