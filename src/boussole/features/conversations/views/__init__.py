"""The pages of conversations: lists, one conversation, imports."""
