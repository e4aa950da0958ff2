"""Group sittings: several clients of one klantmanager who sit in one room at the same time."""
