"""A demonstration: made-up people in every state of the road, made by the real code. Never in a real database."""
