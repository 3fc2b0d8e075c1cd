//! A writer of SVG: elements one a line, and numbers with one decimal at most.

/// SVG text so far.
#[derive(Debug, Default)]
pub(super) struct Svg {
    text: String,
}

/// A corner or point: x, y.
pub(super) type Point = (f64, f64);

impl Svg {
    /// Writes markup as it is.
    pub(super) fn raw(&mut self, markup: &str) {
        self.text.push_str(markup);
    }

    /// Writes an element with text in it.
    pub(super) fn element(&mut self, name: &str, attributes: &str, text: &str) {
        self.raw(&format!("<{name} {attributes}>{}</{name}>\n", escape(text)));
    }

    /// Begins a group with a name for those who do not see it.
    pub(super) fn open_group(&mut self, transform: &str, name: &str) {
        let name = escape(name);
        self.raw(&format!(
            "<g transform=\"{transform}\" role=\"group\" aria-label=\"{name}\">\n"
        ));
    }

    /// Ends a group.
    pub(super) fn close_group(&mut self) {
        self.raw("</g>\n");
    }

    /// Writes text at a point, in classes.
    pub(super) fn text(&mut self, (x, y): Point, class: &str, text: &str) {
        let place = format!("x=\"{}\" y=\"{}\" class=\"{class}\"", fixed(x), fixed(y));
        self.element("text", &place, text);
    }

    /// Writes a rectangle.
    pub(super) fn rect(&mut self, (x, y): Point, (width, height): Point, class: &str) {
        let [x, y, width, height] = [x, y, width, height].map(fixed);
        self.raw(&format!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" class=\"{class}\"/>\n"
        ));
    }

    /// Writes a straight line.
    pub(super) fn line(&mut self, from: Point, to: Point, class: &str) {
        let path = format!("M{}L{}", point(from), point(to));
        self.path(&path, class);
    }

    /// Writes a path.
    pub(super) fn path(&mut self, path: &str, class: &str) {
        self.raw(&format!("<path d=\"{path}\" class=\"{class}\"/>\n"));
    }

    /// Writes a dot.
    pub(super) fn dot(&mut self, (x, y): Point) {
        let (x, y) = (fixed(x), fixed(y));
        self.raw(&format!(
            "<circle cx=\"{x}\" cy=\"{y}\" r=\"4\" class=\"dot\"/>\n"
        ));
    }

    /// Returns what was written.
    pub(super) fn into_text(self) -> String {
        self.text
    }
}

/// Returns a point as paths write it.
pub(super) fn point((x, y): Point) -> String {
    format!("{} {}", fixed(x), fixed(y))
}

/// Returns a number with one decimal, or none if it is whole; never `-0`.
pub(super) fn fixed(value: f64) -> String {
    let tenths = (value * 10.0).round() as i64;
    let sign = if tenths < 0 { "-" } else { "" };
    let (whole, tenth) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    match tenth {
        0 => format!("{sign}{whole}"),
        _ => format!("{sign}{whole}.{tenth}"),
    }
}

/// Returns text that markup cannot mistake for its own, without characters that XML does not allow.
pub(super) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => safe.push('\u{fffd}'),
            control if control.is_control() => safe.push(' '),
            other => safe.push(other),
        }
    }
    safe
}

/// Breaks text between words into lines of at most so many characters.
pub(super) fn wrap(text: &str, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let room = |line: &&mut String| line.chars().count() + 1 + word.chars().count() <= most;
        if let Some(line) = lines.last_mut().filter(room) {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

/// Returns a count with thin spaces between thousands.
pub fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}

/// Returns a count in thousands or millions where it is long.
pub(super) fn short_count(count: u64) -> String {
    match count {
        0..=99_999 => grouped(count),
        100_000..=9_999_999 => format!("{}\u{202f}k", grouped(count / 1_000)),
        _ => format!("{}\u{202f}M", grouped(count / 1_000_000)),
    }
}

/// Returns a share as a percentage: finer where it is small.
pub(super) fn percent(share: f64) -> String {
    let hundredths = (share * 10_000.0).round();
    if share >= 1.0 {
        "100\u{202f}%".into()
    } else if share <= 0.0 {
        "0\u{202f}%".into()
    } else if hundredths > 0.0 && hundredths < 100.0 {
        format!("{:.2}\u{202f}%", hundredths / 100.0)
    } else if share > 0.0 && hundredths < 1.0 {
        "<\u{202f}0.01\u{202f}%".into()
    } else {
        // What is not everything does not look like it.
        format!("{:.1}\u{202f}%", (share * 100.0).min(99.9))
    }
}
