"""kgbuild turns news articles into a knowledge graph of who did what to whom, when, and who says so."""

__version__ = "0.1.0"
