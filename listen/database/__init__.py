"""The database of what publishers have: keys, sites, articles and deliveries."""
