"""Tags of care's templates."""
