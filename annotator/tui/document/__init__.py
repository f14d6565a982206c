"""The document pane: a text drawn line by line, with its labels."""
