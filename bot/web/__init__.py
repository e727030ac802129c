"""The review page in the browser. Imported only by `fundstelle web`; the only package that imports datasette."""
