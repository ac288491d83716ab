// Command slug turns each line of its input into a part of a URL: "Crème brûlée" becomes "creme-brulee".
package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"unicode"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"
)

// Slug returns the letters and digits of a text, without accents, in lower case, with a dash between words.
func Slug(text string) string {
	withoutMarks := transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC)
	plain, _, err := transform.String(withoutMarks, strings.ToLower(text))
	if err != nil {
		return ""
	}
	words := strings.FieldsFunc(plain, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return strings.Join(words, "-")
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		fmt.Println(Slug(lines.Text()))
	}
}
