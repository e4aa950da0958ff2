"""What a machine can check of a text: script, punctuation, sameness, terms, spelling, readability. Rules are data."""
