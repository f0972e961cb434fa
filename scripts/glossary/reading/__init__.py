"""From the files of a source folder to checked values; every mistake with its file and line."""
