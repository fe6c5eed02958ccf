"""What people's judgements teach: published figures, the deployment's own models, thresholds.

Only this feature reads judgements to make something of them. It gives the models in force to whoever
reads conversations, and publishes thresholds through the playbook's services.
"""
