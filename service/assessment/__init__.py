"""Runs scoring on the non-health answers of a finished sitting and keeps the result. Idempotent."""
