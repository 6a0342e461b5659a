"""Console doors."""
