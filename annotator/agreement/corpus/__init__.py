"""Agreement in a labelled corpus: from everyone's labels to a table per layer, with what was left out and why."""
