"""Reading a table of points that was kept elsewhere."""
