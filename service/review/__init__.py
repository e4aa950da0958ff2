"""The psychiatrist's work: worklist, review, release, appointment request. The only reader of the vault."""
