"""What labelling costs the hand: gold labels replayed with the shortest sequences of keys that can be found."""
