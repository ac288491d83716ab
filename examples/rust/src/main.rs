//! Prints the newest of the versions on standard input, one a line.

use std::io::{read_to_string, stdin};

use semver::Version;

/// The highest version by the rules of semver.org. Lines without a version do not count.
fn newest(text: &str) -> Option<Version> {
    text.lines().filter_map(|line| Version::parse(line.trim()).ok()).max()
}

fn main() {
    let text = read_to_string(stdin()).expect("standard input is not UTF-8");
    match newest(&text) {
        Some(version) => println!("{version}"),
        None => std::process::exit(1),
    }
}

#[cfg(test)]
mod tests {
    use super::newest;

    #[test]
    fn numbers_count_as_numbers() {
        assert_eq!(newest("1.9.0\n1.10.0\n").unwrap().to_string(), "1.10.0");
    }

    #[test]
    fn a_release_is_newer_than_its_candidate() {
        assert_eq!(newest("2.0.0-rc.1\n2.0.0\nnot a version\n").unwrap().to_string(), "2.0.0");
    }
}
