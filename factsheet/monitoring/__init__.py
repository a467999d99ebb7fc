"""What an administrator watches: the technical log, readiness and metrics. Nothing personal comes here."""
