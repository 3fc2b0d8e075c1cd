//! Depth, size and hostile texts.

use super::refuse;
use crate::scenario::{compiled, mine};

#[test]
fn nesting_is_bounded() {
    let nest = |levels: usize| {
        let open = "{ capped = { at = \"2h\", of = ".repeat(levels);
        mine(&format!(
            "[state.departed]\ndwell = {open}\"1h\"{}",
            " } }".repeat(levels)
        ))
    };
    assert!(compiled(&nest(8)).is_ok());
    refuse(&nest(9), 5, "more than 8 deep", "flatten");
    for levels in [20, 60, 500, 5_000] {
        assert!(compiled(&nest(levels)).is_err());
    }
    for text in [
        format!("{} = 1", vec!["a"; 400_000].join(".")),
        format!("[{}]", vec!["a"; 400_000].join(".")),
        format!("x = {{ {} = 1 }}\nx = 2", vec!["1"; 400_000].join(".")),
        "[".repeat(900_000),
        format!("x = {}", "[".repeat(900_000)),
        format!("x = {}", "{a=".repeat(300_000)),
    ] {
        assert!(compiled(&text).is_err());
    }
    // The deepest tree that gets past the first look, and is thrown away as a duplicate.
    let line = format!("{} = {{\n", vec!["a"; 32].join("."));
    let deepest = format!(
        "x = 1\nx = {{\n{}b = 1{}",
        line.repeat(78),
        "\n}".repeat(79)
    );
    assert!(compiled(&deepest).is_err());
}

#[test]
fn sizes_are_bounded() {
    refuse(
        &"#".repeat((1 << 20) + 1),
        1,
        "larger than 1 MiB",
        "split it",
    );
    let state = |number| format!("[state.s{number}]\ndwell = \"1h\"\nnext = {{ delivered = 1 }}\n");
    let many = (0..2_001).map(state).collect::<String>();
    let diagnostics = compiled(&mine(&many)).unwrap_err();
    assert!(
        diagnostics
            .findings()
            .iter()
            .any(|finding| finding.message.contains("more than 2000"))
    );
}

#[test]
fn hostile_files_are_answered_soon() {
    let names = |range: std::ops::Range<u32>, text: &dyn Fn(u32) -> String| {
        range.map(text).collect::<String>()
    };
    let wide = names(0..40_000, &|number| format!("delivere{number} = 1, "));
    let deep = names(0..9_000, &|number| {
        format!(
            "{{ weight = {}, exponential = {{ mean = \"{}s\" }} }}, ",
            number + 1,
            number + 1
        )
    });
    let lanes = names(0..60, &|number| {
        let states = names(0..60, &|state| {
            format!("state.s{state} = {{ dwell = \"{number}h\" }}\n")
        });
        format!("[[lane]]\nto = [\"major\"]\n{states}")
    });
    for text in [
        mine(&format!(
            "[state.departed]\nnext = {{ {wide} delivered = 1 }}"
        )),
        mine(&format!("[order]\ndestinations = {{ {wide} }}")),
        mine(&format!(
            "[state.departed]\ndwell = {{ truncated = {{ max = \"3h\", of = {{ mixture = [ {deep} ] }} }} }}"
        )),
        mine(&lanes),
        mine(&"x = 1\n".repeat(100_000)),
        mine(&"[state.departed]\n".repeat(50_000)),
    ] {
        let diagnostics = compiled(&text).unwrap_err();
        assert!(diagnostics.len() <= 202, "{}", diagnostics.len());
        assert!(!diagnostics.render(false, 100).is_empty());
    }
}
