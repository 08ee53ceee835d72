"""What is read from the pages of real budgets and final accounts."""
