"""What fills the terminal: labelling, library, and the dialogs above them."""
