"""The pages of surveys: managers’ and customers’."""
