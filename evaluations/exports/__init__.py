"""Tables and files out: the results, and questionnaires for other portals."""
