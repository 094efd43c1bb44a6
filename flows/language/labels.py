"""What the network's labels are called, as the folder of the language model keeps them."""

from dataclasses import dataclass, field

WEIGHTS, LABELS, PIECES, FORMS = "weights.npz", "labels.json", "pieces.txt", "forms.tsv"
FACT_WEIGHTS, FACT_LABELS = "facts.npz", "facts.json"  # of the network that tells of facts


@dataclass(frozen=True)
class Labels:
    """What the network's labels are called: columns as in `Network.sizes`, the kinds of names, and what facts say."""

    tag: list[str]
    morph: list[str]  # part of speech and features, "NOUN|Number=Sing"
    lemma: list[str]  # recipes
    dep: list[str]
    names: list[str]
    attention_heads: int
    predicates: list[str] = field(default_factory=list)  # of facts, as mappings/kinds.yaml prints them
    factualities: list[str] = field(default_factory=list)

    @property
    def sizes(self) -> dict[str, int]:
        """How many scores of each sort a word gets, in order."""
        sizes = {"tag": len(self.tag), "morph": len(self.morph), "lemma": len(self.lemma)}
        return sizes | {"start": 1, "ner": 1 + 4 * len(self.names)}
