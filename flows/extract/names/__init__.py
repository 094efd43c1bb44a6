"""Text -> names: of the tables, of the model, and those told by the words around them."""
