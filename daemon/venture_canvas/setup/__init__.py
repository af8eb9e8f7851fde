"""What is put into a vault when its owner asks: the notes of the template, and the plugin."""
