"""The command `doctor`: facts are gathered, then judged."""
