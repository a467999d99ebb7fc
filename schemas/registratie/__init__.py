"""Records of single clients. They are counted into yearly tables and thrown away: nothing here is ever stored."""
