"""Questions that a tree answers: who does what to whom, when, how surely, and what is said."""
