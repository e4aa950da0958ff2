"""Append-only events: who did or read what, when. Ids and event names only, never content."""
