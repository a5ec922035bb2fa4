"""The kernel shared by the web and the workers: specs, keys, stored audio, state and queue.

It imports neither of them.
"""
