"""Trees as the model hung them -> trees as they are meant."""
