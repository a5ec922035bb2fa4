"""Long articles are read in processes of their own."""
