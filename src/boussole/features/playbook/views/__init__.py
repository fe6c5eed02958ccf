"""The playbook's pages: reading it, writing the next version, publishing it, asking about it."""
