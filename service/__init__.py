"""Klantbeeld, the shell around `scoring`: HTTP, database, files, languages and PDF."""
