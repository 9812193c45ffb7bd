"""What can be asked about rooms: which are free, what holds them, who uses them."""
