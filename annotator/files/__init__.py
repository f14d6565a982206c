"""Files as such: strict YAML in, findings with line and column, atomic writes out."""
