"""Keeping the labels of a session on disk: the journal, the labels file, a crash, and what others write meanwhile."""
