"""Translation as a governed process: how far each text is, exchange with translators, and what a machine can check."""
