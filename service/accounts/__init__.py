"""Staff users, login with second factor, and the table of who may do what."""
