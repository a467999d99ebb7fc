"""From the last versions of a year to what readers get: disclosed, looked at by a colleague, and published."""
