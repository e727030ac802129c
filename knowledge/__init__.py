"""Articles in, quotes out: reads a folder of articles, indexes it and answers questions with slices of it."""

__version__ = "0.1.0"
