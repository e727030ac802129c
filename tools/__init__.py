"""Scripts that make the data in `knowledge/data` anew, and the documentation."""
