"""A text and its units, all as code-point offsets into the untouched string."""

from annotator.text.document import Text, TextError, decode, read_bytes, read_text

__all__ = ["Text", "TextError", "decode", "read_bytes", "read_text"]
