"""Where the rows of labels made with one codebook have its attributes."""

from __future__ import annotations

from annotator.codebook import Codebook
from annotator.labels import LAYERS, LayerName
from annotator.store.rows import FIRST_ATTRIBUTE


class Scheme:
    """A codebook, and for each layer the place of each attribute in a row.

    Attributes:
        codebook: The codebook.
        places: By layer, and by the attribute's name.
    """

    __slots__ = ("codebook", "places")

    def __init__(self, codebook: Codebook) -> None:
        """Take the codebook."""
        self.codebook = codebook
        self.places: dict[LayerName, dict[str, int]] = {
            layer: {
                name: FIRST_ATTRIBUTE[layer] + index
                for index, name in enumerate(codebook.layers[layer].attributes if layer in codebook.layers else ())
            }
            for layer in LAYERS
        }
