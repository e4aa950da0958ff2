"""The report: a frozen view per audience, HTML, PDF, stored once issued."""
