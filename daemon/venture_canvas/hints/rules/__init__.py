"""The rules, a family a module. Whatever is a Rule in a module here is a rule of the product."""
