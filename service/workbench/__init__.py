"""For the test owner: files of answers in, figures out. Needs no database, and is imported by its commands only."""
