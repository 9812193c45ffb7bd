"""Letting rooms: what a time costs, which laws speak, what an agreement says. Plain data in, plain data out."""
