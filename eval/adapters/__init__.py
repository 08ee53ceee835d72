"""Public question sets, from the files that their makers give out; none of them is in the project."""
