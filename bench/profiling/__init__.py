"""The time of a worker and of a web process by stage, from samples of their stacks."""
