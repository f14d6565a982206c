"""Suggesters from outside the rules: the contract, the host that runs them, and the two that are shipped."""
