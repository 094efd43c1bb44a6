"""Pronouns, phrases and places -> the things that they speak of."""
