//! A Rust lexer, as far as paths need one: identifiers and punctuation, without comments, strings and characters.

/// A piece of source that can belong to a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// A word.
    Word(String),
    /// `::`.
    Colons,
    /// Any other character.
    Mark(char),
}

/// What is left of a source without comments, strings and characters; and its string literals.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    pub(super) code: Vec<Token>,
    pub(super) strings: Vec<String>,
}

pub(super) fn tokens(source: &str) -> Tokens {
    let characters: Vec<char> = source.chars().collect();
    let mut reader = Reader {
        characters: &characters,
        at: 0,
        found: Tokens::default(),
    };
    while reader.at < characters.len() {
        reader.step();
    }
    reader.found
}

struct Reader<'a> {
    characters: &'a [char],
    at: usize,
    found: Tokens,
}

impl Reader<'_> {
    fn peek(&self, ahead: usize) -> char {
        self.characters
            .get(self.at + ahead)
            .copied()
            .unwrap_or('\0')
    }

    fn step(&mut self) {
        let first = self.peek(0);
        match (first, self.peek(1)) {
            ('/', '/') => self.skip_line(),
            ('/', '*') => self.skip_block(),
            ('"', _) => self.skip_string(0),
            ('\'', _) => self.skip_character_or_lifetime(),
            (':', ':') => {
                self.found.code.push(Token::Colons);
                self.at += 2;
            }
            _ if first.is_alphabetic() || first == '_' => self.word(),
            _ if first.is_ascii_digit() => self.skip_number(),
            _ => {
                if !first.is_whitespace() {
                    self.found.code.push(Token::Mark(first));
                }
                self.at += 1;
            }
        }
    }

    fn skip_line(&mut self) {
        while self.at < self.characters.len() && self.peek(0) != '\n' {
            self.at += 1;
        }
    }

    /// Block comments nest.
    fn skip_block(&mut self) {
        let mut depth = 0;
        while self.at < self.characters.len() {
            match (self.peek(0), self.peek(1)) {
                ('/', '*') => (depth, self.at) = (depth + 1, self.at + 2),
                ('*', '/') => (depth, self.at) = (depth - 1, self.at + 2),
                _ => self.at += 1,
            }
            if depth == 0 {
                return;
            }
        }
    }

    /// Skips a string that stands at its quote; a raw one ends with so many hashes.
    fn skip_string(&mut self, hashes: usize) {
        self.read_string(
            |reader| reader.peek(0) == '"' && (1..=hashes).all(|ahead| reader.peek(ahead) == '#'),
            hashes,
            hashes == 0,
        );
    }

    fn read_string(&mut self, ends: impl Fn(&Self) -> bool, hashes: usize, escapes: bool) {
        self.at += 1;
        let mut text = String::new();
        while self.at < self.characters.len() && !ends(self) {
            if escapes && self.peek(0) == '\\' {
                self.at += 1;
            }
            text.push(self.peek(0));
            self.at += 1;
        }
        self.at += 1 + hashes;
        self.found.strings.push(text);
    }

    fn skip_character_or_lifetime(&mut self) {
        if self.peek(1) == '\\' {
            self.at += 3;
            while self.at < self.characters.len() && self.peek(0) != '\'' {
                self.at += 1;
            }
            self.at += 1;
        } else if self.peek(2) == '\'' {
            self.at += 3;
        } else {
            self.at += 1;
            while self.peek(0).is_alphanumeric() || self.peek(0) == '_' {
                self.at += 1;
            }
        }
    }

    fn skip_number(&mut self) {
        while self.peek(0).is_alphanumeric() || self.peek(0) == '_' {
            self.at += 1;
        }
    }

    fn word(&mut self) {
        let mut word = String::new();
        while self.peek(0).is_alphanumeric() || self.peek(0) == '_' {
            word.push(self.peek(0));
            self.at += 1;
        }
        let hashes = (0..255)
            .take_while(|ahead| self.peek(*ahead) == '#')
            .count();
        let raw = matches!(word.as_str(), "r" | "br" | "cr");
        if raw && self.peek(hashes) == '"' {
            self.at += hashes;
            if hashes == 0 {
                self.read_string(|reader| reader.peek(0) == '"', 0, false);
            } else {
                self.skip_string(hashes);
            }
        } else if word == "r" && hashes == 1 {
            self.at += 1; // `r#type` is the word `type`.
        } else if matches!(word.as_str(), "b" | "c") && matches!(self.peek(0), '"' | '\'') {
            // The literal comes next, and its prefix is no word.
        } else {
            self.found.code.push(Token::Word(word));
        }
    }
}
