"""The recipe that made the shipped language model; nothing here is needed at run time."""
