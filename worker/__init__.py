"""The worker: makes audio from specs. `pipeline.produce` is the whole story."""
