"""Prints a CSV file as a table."""

import csv
import sys

from tabulate import tabulate


def table(lines):
    """The table of CSV lines. The first line has the names of the columns."""
    rows = list(csv.reader(lines))
    return tabulate(rows[1:], headers=rows[0], tablefmt="github") if rows else ""


if __name__ == "__main__":
    print(table(sys.stdin))
