"""What is suggested while somebody labels: looked for in a thread of its own, offered, accepted, turned down."""
