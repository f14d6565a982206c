"""Sentences cut into claims: what is stated, of what type, and who states it."""
