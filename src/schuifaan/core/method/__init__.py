"""The method of the handbook as rules: typed knowledge in, explained advice out. Knows no framework."""
