"""Indexes and ventures → hints: what makes a founder's canvas better, said where it is written. Pure."""
