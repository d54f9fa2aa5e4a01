"""Reading a register or spend file: bytes in, contracts and findings out. Pure Python, no Django.

The steps, each usable alone:

1. `reading.open_table(source)` recognises the file and gives a `Table` that streams its rows;
2. `guessing.guess(table)` or `mapping.from_json(text)` gives a `Mapping`: which column is what;
3. `rows.parse(table, mapping)` gives contracts one by one, and findings once all are read.
"""
