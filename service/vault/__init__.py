"""Sealed health answers. Anyone may put in (`sealing`); only the review side can read (`opening`)."""
