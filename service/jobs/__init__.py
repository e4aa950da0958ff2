"""One table of things to do later: lease, retry, visible state."""
