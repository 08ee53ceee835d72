"""The page in a real browser: pictures of it for the documents, and tasks with their clicks counted."""
