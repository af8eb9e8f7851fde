"""The JSON that every face gives: one module for each shape. Fields may be added, never changed."""
