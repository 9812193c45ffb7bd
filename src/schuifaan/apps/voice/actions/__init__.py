"""What can be done with what people say: put it in, take it up, answer it, look back."""
