"""The bot among the real parts that it runs with in production, and what happens when one of them fails."""
