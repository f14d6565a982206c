"""Who is meant by a pronoun, a surname or a description."""
