"""From a file to a snapshot: bounded, recognised, read, with nothing silently blank."""
