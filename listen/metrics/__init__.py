"""Figures for Prometheus: those of this server's web processes, and those that Redis has."""
