"""Drafts -> facts: when, where, about what, how surely."""
