"""The files of the site, each made when somebody asks for it."""
