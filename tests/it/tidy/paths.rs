//! The paths that a source names, from `use` trees and from expressions, made absolute.

use super::tokens::{Token, Tokens};

/// A path as absolute segments: of this crate it begins with `crate`.
pub(super) type Path = Vec<String>;

/// What a source names and hands on.
#[derive(Debug, Default)]
pub(super) struct Named {
    /// Every path.
    pub(super) paths: Vec<Path>,
    /// Paths of `pub use`, with the name under which they are handed on.
    pub(super) handed_on: Vec<(String, Path)>,
}

/// Returns what a source names; `module` is the path of its module, without `crate`.
pub(super) fn named(tokens: &Tokens, module: &[&str]) -> Named {
    let mut reader = Reader {
        tokens: &tokens.code,
        at: 0,
        module: module.iter().map(ToString::to_string).collect(),
        blocks: Vec::new(),
        named: Named::default(),
    };
    while reader.at < reader.tokens.len() {
        reader.step();
    }
    reader.named
}

struct Reader<'a> {
    tokens: &'a [Token],
    at: usize,
    module: Path,
    /// For every open brace, whether it opened a module.
    blocks: Vec<bool>,
    named: Named,
}

impl Reader<'_> {
    fn peek(&self, ahead: usize) -> Option<&Token> {
        self.tokens.get(self.at + ahead)
    }

    fn word(&self, ahead: usize) -> Option<&str> {
        match self.peek(ahead) {
            Some(Token::Word(word)) => Some(word),
            _ => None,
        }
    }

    fn step(&mut self) {
        match self.peek(0) {
            Some(Token::Word(word)) if word == "use" => {
                let public = self.is_public();
                self.at += 1;
                self.tree(&Vec::new(), public);
            }
            Some(Token::Word(word)) if word == "mod" && self.peek(2) == Some(&Token::Mark('{')) => {
                let name = self.word(1).unwrap_or_default().to_owned();
                self.module.push(name);
                self.blocks.push(true);
                self.at += 3;
            }
            Some(Token::Word(word)) if word == "extern" && self.word(1) == Some("crate") => {
                let name = self.word(2).unwrap_or_default().to_owned();
                self.named.paths.push(vec![name]);
                self.at += 3;
            }
            Some(Token::Word(_)) => self.expression(),
            Some(Token::Mark(mark)) => {
                let mark = *mark;
                self.at += 1;
                match mark {
                    '{' => self.blocks.push(false),
                    '}' if self.blocks.pop() == Some(true) => drop(self.module.pop()),
                    _ => {}
                }
            }
            _ => self.at += 1,
        }
    }

    /// Tells whether the word here comes after `pub` or `pub(…)`.
    fn is_public(&self) -> bool {
        let before = &self.tokens[..self.at];
        let is_pub =
            |token: Option<&Token>| matches!(token, Some(Token::Word(word)) if word == "pub");
        match before.last() {
            Some(Token::Mark(')')) => {
                let open = before.iter().rposition(|token| *token == Token::Mark('('));
                open.is_some_and(|open| open > 0 && is_pub(before.get(open - 1)))
            }
            last => is_pub(last),
        }
    }

    /// Reads a `use` tree whose parts all begin with `stem`.
    fn tree(&mut self, stem: &Path, public: bool) {
        let mut path = stem.clone();
        loop {
            match self.peek(0).cloned() {
                Some(Token::Word(word)) => {
                    path.push(word);
                    self.at += 1;
                }
                Some(Token::Mark('*')) => {
                    path.push("*".to_owned());
                    self.at += 1;
                }
                Some(Token::Mark('{')) => {
                    self.at += 1;
                    while self.at < self.tokens.len() && self.peek(0) != Some(&Token::Mark('}')) {
                        self.tree(&path, public);
                        if self.peek(0) == Some(&Token::Mark(',')) {
                            self.at += 1;
                        }
                    }
                    self.at += 1;
                    return;
                }
                Some(Token::Colons) if path.is_empty() => {}
                _ => break,
            }
            if self.peek(0) == Some(&Token::Colons) {
                self.at += 1;
            } else {
                break;
            }
        }
        if path.last().is_some_and(|last| last == "self") && path.len() > 1 {
            path.pop();
        }
        let mut name = path.last().cloned().unwrap_or_default();
        if self.word(0) == Some("as") {
            self.word(1).unwrap_or_default().clone_into(&mut name);
            self.at += 2;
        } else if path.len() == stem.len()
            && self.word(0).is_none()
            && !matches!(self.peek(0), Some(Token::Mark(',' | '}' | ';')))
        {
            self.at += 1; // Nothing that a `use` can hold: go on, so that reading ends.
        }
        if path.is_empty() {
            return;
        }
        let path = self.absolute(&path);
        if public {
            self.named.handed_on.push((name, path.clone()));
        }
        self.named.paths.push(path);
    }

    /// Reads a path outside `use`.
    fn expression(&mut self) {
        let mut path: Path = Vec::new();
        while let Some(word) = self.word(0) {
            path.push(word.to_owned());
            self.at += 1;
            if self.peek(0) != Some(&Token::Colons) {
                break;
            }
            self.at += 1;
        }
        if path.len() > 1 {
            let path = self.absolute(&path);
            self.named.paths.push(path);
        }
    }

    fn absolute(&self, path: &[String]) -> Path {
        let (mut base, mut rest): (Path, &[String]) = match path[0].as_str() {
            "crate" | "misroute" => (Vec::new(), &path[1..]),
            "self" => (self.module.clone(), &path[1..]),
            "super" => (self.module.clone(), path),
            _ => return path.to_vec(),
        };
        while let Some((first, others)) = rest.split_first()
            && first == "super"
        {
            base.pop();
            rest = others;
        }
        let mut whole = vec!["crate".to_owned()];
        whole.extend(base);
        whole.extend(rest.iter().cloned());
        whole
    }
}
