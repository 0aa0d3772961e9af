"""Read one article at a time: names, trees, times, coreference, clauses, claims. Nothing here knows another article."""
