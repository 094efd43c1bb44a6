"""Reads English: tokens, trees, names, dates and quotations, by the model that ships with the package."""
