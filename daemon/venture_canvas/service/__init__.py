"""The daemon as a service of the user: what each system's service manager is told, and the telling."""
