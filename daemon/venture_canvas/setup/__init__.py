"""Set a vault up: the template that comes with the package, and a vault made from it."""
