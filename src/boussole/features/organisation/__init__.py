"""People, teams, departments, roles and the audit trail."""
