"""What the rules know of a language, and a text cut into its words."""
