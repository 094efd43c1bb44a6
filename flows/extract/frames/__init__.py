"""The frames of mappings/text/ at work."""
