"""From what an article states to RDF: records in the words of mappings/context.jsonld, then shortcuts."""

from flows.mapping.former import map_former
from flows.mapping.marks import map_gone
from flows.mapping.quads import map_reading

__all__ = ["map_former", "map_gone", "map_reading"]
