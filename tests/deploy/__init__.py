"""Tests of deploy/, the lock and what continuous integration runs."""
