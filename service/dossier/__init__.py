"""A dossier per scale, in the shape of the seven criteria by which tests are judged in the Netherlands; no verdicts."""
