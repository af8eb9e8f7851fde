"""The local API: a FastAPI application, its guards, and the daemon that runs it."""
