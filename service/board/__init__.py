"""The board of a group sitting: who is where, who asks for help, and what the klantmanager can do about it."""
