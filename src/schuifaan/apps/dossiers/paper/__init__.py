"""What comes out of a dossier on paper: each document is a pure function of a case, and a template."""
