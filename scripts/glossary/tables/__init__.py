"""Tables of terms: what their columns mean, and how they are read from files and written to them."""
