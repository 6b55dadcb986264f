"""Parses statements with sqlfluff's Snowflake dialect.

Standard input: a JSON array of strings. Standard output: a JSON array, one object for each string in
the same order: {"statements": how many statements it was read as, "violations": [what is wrong]}.
"""

import json
import sys

from sqlfluff.core import FluffConfig, Linter

linter = Linter(config=FluffConfig(overrides={"dialect": "snowflake", "large_file_skip_byte_limit": 0}))


def judge(sql):
    parsed = linter.parse_string(sql)
    count = 0 if parsed.tree is None else sum(1 for _ in parsed.tree.recursive_crawl("statement"))
    return {"statements": count, "violations": [str(violation) for violation in parsed.violations]}


json.dump([judge(sql) for sql in json.load(sys.stdin)], sys.stdout)
