"""The parts of the screen that are drawn line by line from plain data."""
