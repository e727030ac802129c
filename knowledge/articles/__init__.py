"""Reads article files: what is said in them, by whom, and what belongs only to the page."""
