"""Values in, values out: no framework, no engine, no network, no clock."""
