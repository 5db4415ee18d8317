"""The project's tests; each room of the house has its own."""
