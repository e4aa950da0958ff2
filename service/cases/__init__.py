"""Clients and their cases: caseload, suitability, invitation, appointment planning."""
