"""A table as an editor changes it in the browser: every cell is text, judged by the rules that files are judged by."""
