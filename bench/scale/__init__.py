"""Capacity: measured costs, a model of the queue, and the workers that a load needs."""
