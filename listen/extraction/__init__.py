"""Builds specs and previews of articles, of long ones in processes of their own."""
