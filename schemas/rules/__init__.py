"""Rules that schemas share: sums over the wijken, the year before, and other files of the same year."""
