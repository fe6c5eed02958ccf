"""The pages of learning: figures and models in the settings, thresholds beside the playbook."""
