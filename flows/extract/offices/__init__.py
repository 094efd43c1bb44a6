"""Who holds which office of whom."""
