"""Parts of a factsheet as HTML: for the screen, for the web and for print. They arrange; nothing here calculates."""
