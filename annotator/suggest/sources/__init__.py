"""What a text tells of a source: type, affiliation, role, proximity, expertise, and its name."""
