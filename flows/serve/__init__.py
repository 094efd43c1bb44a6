"""A release live on this machine: its pages, its IRIs as linked data, and SPARQL over it."""
