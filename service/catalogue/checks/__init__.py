"""What a module that could be read must still be: one file per part, each rule a small function."""
