"""Accounts, teams, catalogue and audit browsing. No client content."""
