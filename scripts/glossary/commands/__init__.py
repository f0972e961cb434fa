"""The command `glossary`: what each of its commands makes."""
