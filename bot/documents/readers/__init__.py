"""One module a form: each reads a file into the plain form that all documents share."""
