"""Questionnaires, routing and scoring: pure functions over frozen definitions. No I/O, no clock, no unseeded chance."""
