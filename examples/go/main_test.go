package main

import "testing"

func TestSlug(t *testing.T) {
	for text, want := range map[string]string{
		"Crème brûlée":       "creme-brulee",
		"  two   words  ":    "two-words",
		"Version 2 (stable)": "version-2-stable",
	} {
		if got := Slug(text); got != want {
			t.Errorf("Slug(%q) = %q, want %q", text, got, want)
		}
	}
}
