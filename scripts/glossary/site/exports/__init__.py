"""The published formats, one module each."""
