"""What hand-written pages take from a model: pictures, tables, parts of generated pages, and names."""
