"""What helps while a note is written: what could stand at the caret, and what stands beneath the pointer."""
