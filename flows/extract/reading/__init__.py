"""What is known while an article is read: the things spoken of, and which of them stand out."""
