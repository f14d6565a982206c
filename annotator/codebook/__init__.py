"""The label scheme: for each layer its attributes, for each attribute its values, with guidelines for each."""

from annotator.codebook.find import CodebookNotFoundError, find, shipped, shipped_names
from annotator.codebook.model import Attribute, Codebook, Layer, Value

__all__ = ["Attribute", "Codebook", "CodebookNotFoundError", "Layer", "Value", "find", "shipped", "shipped_names"]
