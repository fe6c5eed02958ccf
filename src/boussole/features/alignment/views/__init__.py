"""The alignment pages, by what people do: sessions, judging, results."""
