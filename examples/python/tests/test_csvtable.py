import unittest

from csvtable import table


class TableTest(unittest.TestCase):
    def test_each_line_becomes_a_row(self):
        lines = table(["name,size", "slug,12", "gzstat,900"]).splitlines()
        self.assertEqual(lines[0].split(), ["|", "name", "|", "size", "|"])
        self.assertEqual(lines[3].split(), ["|", "gzstat", "|", "900", "|"])

    def test_no_lines_give_no_table(self):
        self.assertEqual(table([]), "")


if __name__ == "__main__":
    unittest.main()
