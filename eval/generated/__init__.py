"""Reports with known facts, any number of them for any seed, and questions over them."""
