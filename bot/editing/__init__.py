"""What editors do with a clinic's intents beyond one file: tables for the office, versions, people and their roles."""
