"""People: the terminal, and the chats that the answers go to. Uses only the public names of `knowledge`."""
