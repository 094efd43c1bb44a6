"""Communiqué: news articles on world affairs in, validated linked open data out."""

__version__ = "0.1.0"
