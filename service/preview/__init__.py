"""The whole catalogue as a booklet to leaf through: items, keys, scales, references, drawings, status."""
