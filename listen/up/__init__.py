"""`listen up`: Redis, workers and web of one machine, kept running by one process."""
