"""What can be asked about what people said."""
