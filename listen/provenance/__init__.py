"""Provenance: marks and signatures in files that say how the audio was made."""
