"""Reading a diary of bookings that was kept elsewhere: from a file to who has which room when."""
