//! How a film differs from the one before: the moments that changed, with what went and what came.

/// Returns the moments of two stories that differ, line by line; parts that blank lines separate are kept whole.
pub(super) fn diff(before: &str, after: &str) -> String {
    let (before, after): (Vec<&str>, Vec<&str>) =
        (before.lines().collect(), after.lines().collect());
    let mut text = String::new();
    let mut part = Vec::new();
    for line in compare(&before, &after) {
        let ends = line.1.is_empty();
        part.push(line);
        if ends {
            write(&mut text, &mut part);
        }
    }
    write(&mut text, &mut part);
    text
}

/// Writes a part if something in it changed.
fn write(text: &mut String, part: &mut Vec<(char, &str)>) {
    if part.iter().any(|(sign, _)| *sign != ' ') {
        for (sign, line) in part.iter() {
            text.push_str(format!("{sign} {line}").trim_end());
            text.push('\n');
        }
    }
    part.clear();
}

/// Beyond so many pairs of lines the middle of two stories is not compared, but shown as gone and come.
const PAIRS_MOST: usize = 4_000_000;

/// Returns the lines of both stories in order: those that went `-`, those that came `+`, and those that stayed.
fn compare<'a>(before: &[&'a str], after: &[&'a str]) -> Vec<(char, &'a str)> {
    let same = |(one, other): &(&&str, &&str)| one == other;
    let head = before.iter().zip(after).take_while(same).count();
    let (old, new) = (&before[head..], &after[head..]);
    let tail = old
        .iter()
        .rev()
        .zip(new.iter().rev())
        .take_while(same)
        .count();
    let (old, new) = (&old[..old.len() - tail], &new[..new.len() - tail]);
    let mut lines: Vec<(char, &str)> = before[..head].iter().map(|line| (' ', *line)).collect();
    if old.len() * new.len() > PAIRS_MOST {
        lines.extend(old.iter().map(|line| ('-', *line)));
        lines.extend(new.iter().map(|line| ('+', *line)));
    } else {
        middle(old, new, &mut lines);
    }
    lines.extend(
        before[before.len() - tail..]
            .iter()
            .map(|line| (' ', *line)),
    );
    lines
}

/// Compares by the longest common subsequence.
fn middle<'a>(old: &[&'a str], new: &[&'a str], lines: &mut Vec<(char, &'a str)>) {
    let width = new.len() + 1;
    // How many lines the rests of both have in common, from each pair of places on.
    let mut common = vec![0_u32; (old.len() + 1) * width];
    for (i, one) in old.iter().enumerate().rev() {
        for (j, other) in new.iter().enumerate().rev() {
            common[i * width + j] = if one == other {
                common[(i + 1) * width + j + 1] + 1
            } else {
                common[(i + 1) * width + j].max(common[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < old.len() || j < new.len() {
        let is_same = i < old.len() && j < new.len() && old[i] == new[j];
        if is_same {
            lines.push((' ', old[i]));
            (i, j) = (i + 1, j + 1);
        } else if j == new.len()
            || (i < old.len() && common[(i + 1) * width + j] >= common[i * width + j + 1])
        {
            lines.push(('-', old[i]));
            i += 1;
        } else {
            lines.push(('+', new[j]));
            j += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_moments_that_changed_are_shown() {
        let before = "head\n\nMonday\n  a\n  b\n\nTuesday\n  c\n\nWednesday\n  d\n";
        let after = "head\n\nMonday\n  a\n  x\n\nTuesday\n  c\n\nThursday\n  d\n";
        let wanted = "  Monday\n    a\n-   b\n+   x\n\n- Wednesday\n+ Thursday\n    d\n";
        assert_eq!(diff(before, after), wanted);
        assert_eq!(diff(before, before), "");
        assert_eq!(diff("", "a\n"), "+ a\n");
        assert_eq!(diff("a\n", ""), "- a\n");
    }
}
