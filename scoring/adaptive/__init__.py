"""Adaptive testing: each next item is the one that tells most about this person, until enough is known."""
