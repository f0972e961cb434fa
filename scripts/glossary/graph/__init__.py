"""How the concepts hang together, and what follows from it."""
