"""A Snapshot → the ventures in it, each with its customer model. Pure."""
