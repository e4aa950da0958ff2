"""The recording studio: a native speaker reads the texts that clients hear, one after the other."""
