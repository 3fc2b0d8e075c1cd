//! What is refused: each mistake by one message with its line, its key and the mend.

use super::{BASE, compiled, library, mine};
use crate::support::settings;
use misroute::scenario::Library;

/// Asserts that a file has exactly one mistake, on a line, whose message and help say some words.
fn refuse(text: &str, line: u32, message: &str, help: &str) {
    let Err(diagnostics) = compiled(text) else {
        panic!("accepted, though {message}")
    };
    let findings = diagnostics.findings();
    assert_eq!(findings.len(), 1, "{diagnostics}");
    assert!(
        findings[0].message.contains(message),
        "not `{message}`:\n{diagnostics}"
    );
    assert!(
        findings[0].help.contains(help),
        "not `{help}`:\n{diagnostics}"
    );
    assert_eq!(findings[0].line, line, "{diagnostics}");
    assert!(!findings[0].message.ends_with('.'), "{diagnostics}");
}

/// The same for a file that inherits; `rest` begins on line 4.
fn refuse_mine(rest: &str, line: u32, message: &str, help: &str) {
    refuse(&mine(rest), line, message, help);
}

/// The same for a distribution, as the dwell of a state.
fn refuse_dwell(dwell: &str, message: &str, help: &str) {
    refuse_mine(
        &format!("[state.departed]\ndwell = {dwell}"),
        5,
        message,
        help,
    );
}

#[test]
fn unknown_keys_are_told_with_the_nearest() {
    refuse_mine(
        "lnie = \"standard\"",
        4,
        "unknown key `lnie` in the file",
        "`line`",
    );
    refuse_mine(
        "[state.departed]\nmilestoen = \"lost\"",
        5,
        "unknown key `milestoen` in `state.departed`",
        "`milestone`",
    );
    refuse_mine(
        "[order]\nfoo = 1",
        5,
        "unknown key `foo` in `order`",
        "one of `destinations`, `handling`",
    );
    refuse_mine("extends = \"standard\"", 4, "`extends`", "`base`");
    refuse_mine(
        "[report.agregator]\nopens = \"1h\"",
        4,
        "`agregator` in `report` is no observer",
        "`aggregator`",
    );
}

#[test]
fn wrong_types_are_told() {
    refuse(
        "title = 3\nsummary = \"x\"\nbase = \"standard\"",
        1,
        "`title` must be text, not a whole number",
        "double quotes",
    );
    refuse_mine(
        "[order]\nhandling = 36",
        5,
        "`order.handling` must be a duration or a distribution",
        "`\"3h\"`",
    );
    refuse_mine(
        "[state.departed]\nnext = \"delivered\"",
        5,
        "`state.departed.next` must be a table, not text",
        "{ key = value",
    );
    refuse_mine(
        "[state]\ndeparted = 1",
        5,
        "`state.departed` must be a table",
        "{ key = value",
    );
    refuse_mine("lane = 1", 4, "`lane` must be a list", "square brackets");
    refuse_mine(
        "[state.departed]\nplace = true",
        5,
        "`state.departed.place` must be text, not a truth value",
        "place",
    );
    refuse_mine(
        "[state.departed]\nnext = { delivered = 0.5 }",
        5,
        "must be a whole number",
        "shares of their sum",
    );
}

#[test]
fn unknown_names_are_told_with_the_nearest() {
    refuse_mine(
        "[state.departed]\nmilestone = \"delivred\"",
        5,
        "`delivred` in `state.departed.milestone` is no milestone",
        "`delivered`",
    );
    refuse_mine(
        "[state.departed]\nplace = \"depo\"",
        5,
        "no place",
        "`depot`",
    );
    refuse_mine("[state.lost]\nfate = \"vanished\"", 5, "no fate", "`lost`");
    refuse_mine(
        "[order]\ndestinations = { UK = 1 }",
        5,
        "`UK` in `order.destinations` is no country",
        "write `",
    );
    refuse_mine(
        "line = \"Standard\"",
        4,
        "`Standard` in `line` is no service line",
        "`standard`",
    );
    refuse_mine(
        "[state.departed]\nreasons = { inspektion = 1 }",
        5,
        "no reason",
        "`inspection`",
    );
    refuse_mine(
        "[state.Departed]\nfate = \"lost\"\n[state.departed]\nnext = { Departed = 1 }",
        4,
        "not kebab-case",
        "small letters",
    );
}

#[test]
fn unknown_states_are_told_with_the_nearest() {
    refuse_mine(
        "[state.departed]\nnext = { delivred = 1 }",
        5,
        "`next` of `departed` names the state `delivred`",
        "`delivered`",
    );
    refuse_mine(
        "start = \"label-craeted\"",
        4,
        "`start` names the state `label-craeted`",
        "`label-created`",
    );
    refuse_mine(
        "[[lane]]\nto = [\"FR\"]\nstate.departd = { dwell = \"3d\" }",
        6,
        "`departd`",
        "`departed`",
    );
}

#[test]
fn states_that_nothing_leads_to_are_told() {
    refuse_mine(
        "[state.hold]\ndwell = \"1h\"\nnext = { delivered = 1 }",
        4,
        "the state `hold` can never be reached",
        "`next` of another",
    );
}

#[test]
fn dead_ends_and_double_ends_are_told() {
    let into = "[state.departed]\nnext = { hold = 1 }\n";
    refuse_mine(
        &format!("{into}[state.hold]\ndwell = \"1h\""),
        6,
        "`hold` is a dead end",
        "`fate = \"delivered\"`",
    );
    refuse_mine(
        &format!("{into}[state.hold]\nnext = {{ delivered = 1 }}\ndwell = \"1h\"\nfate = \"lost\""),
        9,
        "`hold` has both `next` and `fate`",
        "keep `fate`",
    );
    refuse_mine(
        &format!("{into}[state.hold]\nnext = {{ delivered = 1 }}"),
        6,
        "`hold` has no `dwell`",
        "`dwell = \"0s\"`",
    );
    refuse_mine(
        &format!("{into}[state.hold]\nfate = \"lost\"\ndwell = \"1h\""),
        8,
        "`hold` is an end and has a `dwell`",
        "remove",
    );
    refuse_mine(
        &format!("{into}[state.hold]\nfate = \"lost\"\nmilestone = \"lost\""),
        8,
        "`hold` has `milestone` and no `place`",
        "`place = \"depot\"`",
    );
}

#[test]
fn cycles_without_an_exit_are_told() {
    let text = "[state.departed]\nnext = { hold = 1 }\n[state.hold]\ndwell = \"1h\"\nnext = { departed = 1 }";
    refuse_mine(
        text,
        5,
        "no end can be reached any more from `label-created`, `departed`, `hold`",
        "`fate`",
    );
    // Inside a base only: the complaint stands where the file closes the circle.
    refuse_mine(
        "[state.departed]\nnext = { label-created = 1 }",
        5,
        "no end can be reached",
        "`fate`",
    );
}

#[test]
fn weights_and_probabilities_are_in_range() {
    refuse_mine(
        "[state.departed]\nnext = { delivered = 1, lost = 0 }",
        5,
        "`state.departed.next.lost` is 0",
        "remove the entry",
    );
    refuse_mine(
        "[state.departed]\nnext = { delivered = -1 }",
        5,
        "is -1",
        "from 1 to 4294967295",
    );
    refuse_mine(
        "[state.departed]\nnext = { delivered = 4294967296 }",
        5,
        "is 4294967296",
        "from 1 to 4294967295",
    );
    refuse_mine(
        "[state.departed]\nnext = {}",
        5,
        "`state.departed.next` is empty",
        "at least one state",
    );
    refuse_mine(
        "[order]\ndestinations = {}",
        5,
        "`order.destinations` is empty",
        "at least one country",
    );
    refuse_mine(
        "[numbers]\nhand-over = 1.5",
        5,
        "`numbers.hand-over` is 1.5",
        "`0.015` if 1.5 percent",
    );
    refuse_mine(
        "[numbers]\nhand-over = nan",
        5,
        "`numbers.hand-over` is NaN",
        "from 0 to 1",
    );
    refuse_mine(
        "[numbers]\nhand-over = -inf",
        5,
        "`numbers.hand-over` is -inf",
        "from 0 to 1",
    );
    refuse_mine(
        "[report.last-mile]\nmissing = { delivered = 2 }",
        5,
        "`report.last-mile.missing.delivered` is 2",
        "`0.02`",
    );
    refuse_mine(
        "[[lane]]\nto = []",
        5,
        "`lane.to` is empty",
        "give it an entry",
    );
}

#[test]
fn durations_need_units_and_sense() {
    refuse_dwell(
        "\"3\"",
        "the duration `3` of `state.departed.dwell` has no unit",
        "`3h`",
    );
    refuse_dwell("\"-3h\"", "negative", "zero or more");
    refuse_dwell("\"2 months\"", "months", "`30d`");
    refuse_dwell(
        "{ fixed = 3 }",
        "`state.departed.dwell.fixed` must be a duration, not a whole number",
        "`\"3h\"`",
    );
    refuse_mine(
        "[order]\npromise = { from = \"36h\", until = \"9d\" }",
        5,
        "`order.promise.from` is not a whole number of days",
        "`15d`",
    );
    refuse_mine(
        "[order]\npromise = { from = \"10d\", until = \"9d\" }",
        5,
        "`from` > `until`",
        "at least the `from`",
    );
}

#[test]
fn distributions_say_which_inequality_they_break() {
    refuse_dwell(
        "{ uniform = { min = \"3h\", max = \"2h\" } }",
        "`min` > `max` in `state.departed.dwell.uniform`: 3h > 2h",
        "at least the `min`",
    );
    refuse_dwell(
        "{ pert = { min = \"1h\", mode = \"9h\", max = \"2h\" } }",
        "`mode` > `max`",
        "at least the `mode`",
    );
    refuse_dwell(
        "{ log-normal = { median = \"9h\", p90 = \"9h\" } }",
        "`p90` ≤ `median`",
        "longer than the `median`",
    );
    refuse_dwell(
        "{ log-normal = { median = \"0s\", p90 = \"9h\" } }",
        "`median` ≤ 0",
        "`fixed = \"0s\"`",
    );
    refuse_dwell(
        "{ gamma = { mean = \"9h\", p90 = \"300d\" } }",
        "no distribution fits",
        "`quantiles`",
    );
    refuse_dwell(
        "{ weibull = { median = \"9h\" } }",
        "needs `median` and one of `p75`",
        "`{ median = \"9h\", p90 = \"30h\" }`",
    );
    refuse_dwell(
        "{ exponential = { mean = \"9h\", median = \"6h\" } }",
        "needs one of `mean` and `median`",
        "`{ mean = \"6h\" }`",
    );
    refuse_dwell(
        "{ quantiles = { p0 = \"1h\", p50 = \"3h\" } }",
        "both `p0` and `p100`",
        "add the shortest",
    );
    refuse_dwell(
        "{ quantiles = { p0 = \"1h\", p50 = \"30m\", p100 = \"9h\" } }",
        "`p0` > `p50`",
        "at least the `p0`",
    );
    refuse_dwell(
        "{ quantiles = { p0 = \"1h\", x = \"2h\", p100 = \"9h\" } }",
        "unknown key `x`",
        "`p50`",
    );
    refuse_dwell(
        "{ truncated = { of = \"3h\" } }",
        "neither `min` nor `max`",
        "add one of them",
    );
    refuse_dwell(
        "{ shifted = { by = \"3h\" } }",
        "has no `of`",
        "add the distribution",
    );
    refuse_dwell(
        "{ uniform = { min = \"3h\" } }",
        "has no `max`",
        "add `max = ",
    );
    refuse_dwell(
        "{ mixture = [ { fixed = \"1h\" } ] }",
        "has no `weight`",
        "`weight = 7`",
    );
    refuse_dwell(
        "{ fixed = \"1h\", uniform = { min = \"1h\", max = \"2h\" } }",
        "two things at once",
        "keep one",
    );
    refuse_dwell("{}", "is empty", "one of `fixed`, `uniform`");
    refuse_dwell(
        "{ lognormal = { median = \"1h\", p90 = \"2h\" } }",
        "unknown key `lognormal`",
        "`log-normal`",
    );
}

#[test]
fn parameters_of_statisticians_are_refused() {
    let median = "{ log-normal = { median = \"9h\", sigma = 0.5 } }";
    let diagnostics = compiled(&mine(&format!("[state.departed]\ndwell = {median}"))).unwrap_err();
    let findings = diagnostics.findings();
    assert!(
        findings
            .iter()
            .any(|finding| finding.message.contains("`sigma`") && finding.help.contains("`p90`"))
    );
}

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

#[test]
fn a_file_says_what_it_is() {
    refuse(
        "base = \"standard\"\nsummary = \"x\"",
        1,
        "no `title`",
        "`title = ",
    );
    refuse(
        "base = \"standard\"\ntitle = \"x\"",
        1,
        "no `summary`",
        "`summary = ",
    );
    refuse(
        "title = \"x\"\nsummary = \"x\"",
        1,
        "nothing can happen",
        "`base = \"standard\"`",
    );
    refuse_mine("id = 9", 4, "`id` is for built-in scenarios", "remove it");
    refuse_mine("title = \"Again\"", 4, "duplicate key", "say it once");
    let alone = BASE
        .replace("id      = 1\n", "")
        .replace("line    = \"standard\"", "");
    refuse(&alone, 1, "no `line`", "`line = \"standard\"`");
    let alone = BASE
        .replace("id      = 1\n", "")
        .replace("handling ", "tell ");
    refuse(&alone, 6, "`[order]` has no `handling`", "add `handling = ");
}

#[test]
fn bases_are_built_in_and_have_none() {
    let file = |base: &str| format!("title = \"x\"\nsummary = \"x\"\nbase = \"{base}\"");
    refuse(
        &file("standrad"),
        3,
        "`base` names `standrad`, which is no built-in",
        "`standard`",
    );
    refuse(
        &file("derived"),
        3,
        "which has a `base` itself",
        "`standard`",
    );
    refuse(&file("both"), 3, "which is a mix", "`standard`");
}

#[test]
fn mixes_are_of_stories() {
    let mix = |parts: &str| format!("title = \"x\"\nsummary = \"x\"\n[mix]\n{parts}");
    assert!(compiled(&mix("standard = 3\nderived = 1")).is_ok());
    refuse(
        &mix("mine = 1"),
        4,
        "the mix `mine` names itself",
        "`standard`",
    );
    refuse(
        &mix("both = 1"),
        4,
        "`both`, which is a mix itself",
        "`standard`",
    );
    refuse(
        &mix("standrad = 1"),
        4,
        "`standrad`, which is no built-in",
        "`standard`",
    );
    refuse(&mix("standard = 0"), 4, "`mix.standard` is 0", "at least 1");
    refuse(
        &format!("line = \"premium\"\n{}", mix("standard = 1")),
        1,
        "a mix cannot have `line`",
        "remove it",
    );
}

#[test]
fn silences_name_milestones() {
    refuse_mine(
        "[report.last-mile]\nsilent = [{ after = \"departed\" }]",
        5,
        "`departed` in `report.last-mile.silent.after` is no milestone",
        "write ",
    );
    refuse_mine(
        "[report.last-mile]\nsilent = [{ until = \"delivered\" }]",
        5,
        "has no `after`",
        "`after = ",
    );
    refuse_mine(
        "[report.last-mile]\nsilent = [{ after = \"delivered\", until = \"delivered\" }]",
        5,
        "from `delivered` until `delivered`",
        "a later milestone",
    );
}

#[test]
fn numbers_of_the_buyer_are_whole() {
    refuse_mine(
        "[order]\nnumber = \"fake\"",
        5,
        "`fake` in `order.number` is no kind of number",
        "`real`",
    );
    refuse_mine(
        "[order]\nnumber = { invented = {} }",
        5,
        "no `valid-check-digit`",
        "`valid-check-digit = 0.5`",
    );
    refuse_mine(
        "[order]\nnumber = { copied = {} }",
        5,
        "no `ordered-before`",
        "`ordered-before = ",
    );
    refuse_mine(
        "[order]\nnumber = { placeholder = { replaced-after = \"2d\" }, copied = { ordered-before = \"2d\" } }",
        5,
        "two things",
        "keep one",
    );
    for number in [
        "\"real\"",
        "{ placeholder = { replaced-after = \"2d\" } }",
        "{ provisional = { replaced-after = \"2d\" } }",
        "{ invented = { valid-check-digit = 0.5 } }",
        "{ copied = { ordered-before = \"20d\" } }",
        "{ recycled = { earlier-life = \"500d\" } }",
        "{ mistyped = {} }",
        "{ mistyped = { corrected-after = { uniform = { min = \"1d\", max = \"3d\" } } } }",
    ] {
        super::right(&mine(&format!("[order]\nnumber = {number}")));
    }
}

#[test]
fn built_in_numbers_have_sources() {
    let unsourced = BASE.replacen(
        "source    = \"a test\"\n\n[state.departed]",
        "\n[state.departed]",
        1,
    );
    assert_ne!(unsourced, BASE);
    let library = Library::of(&[("standard", unsourced.leak())]);
    let wrong = library.check();
    assert_eq!(wrong.len(), 1);
    let findings = wrong[0].findings();
    assert!(
        findings[0]
            .message
            .contains("`state.label-created` of a built-in scenario holds numbers"),
        "{}",
        wrong[0]
    );
    assert!(findings[0].help.contains("`source = "));
    assert_eq!(wrong[0].path(), "scenarios/standard.toml");
}

#[test]
fn ids_are_used_once() {
    let twice = "id = 1\ntitle = \"x\"\nsummary = \"x\"\nbase = \"standard\"";
    let library = Library::of(&[("standard", BASE), ("twice", twice)]);
    let wrong = library.check();
    assert_eq!(wrong.len(), 1);
    assert!(
        wrong[0].findings()[0]
            .message
            .contains("the `id` 1 is `standard`'s already")
    );
    let missing = Library::of(&[("standard", BASE.replace("id      = 1", "").leak())]);
    assert!(
        missing.check()[0].findings()[0]
            .message
            .contains("has no `id`")
    );
    assert!(super::library().check().is_empty());
    assert_eq!(library.name_of(1), Some("standard"));
}

#[test]
fn syntax_errors_come_with_everything_else() {
    let diagnostics = compiled(&mine(
        "[state.departed]\nplace = depot\nmilestone = \"delivred\"\n[order\nfoo = 1",
    ))
    .unwrap_err();
    let lines = diagnostics
        .findings()
        .iter()
        .map(|finding| finding.line)
        .collect::<Vec<_>>();
    assert!(
        [5, 6, 7].iter().all(|line| lines.contains(line)),
        "{diagnostics}"
    );
}

/// Six mistakes of six kinds.
const SIX: &str = r#"title   = "Six mistakes"
summary = "Every one of them is told in one go."
base    = "standard"
colour  = "red"

[order]
promise = { from = "25d", until = "15d" }

[state.departed]
dwell = { log-normal = { median = "9h", p90 = "6h" } }
next  = { out-for-delivery = 90, delivred = 10 }

[state.out-for-delivery]
dwell = "3 months"

[state.waiting]
dwell = "3d"
next  = { delivered = 1 }
"#;

#[test]
fn six_mistakes_get_six_messages() {
    let diagnostics = compiled(SIX).unwrap_err();
    assert_eq!(diagnostics.len(), 6, "{diagnostics}");
    let places = diagnostics
        .iter()
        .map(|each| diagnostics.position(each))
        .collect::<Vec<_>>();
    assert_eq!(
        places.iter().map(|place| place.0).collect::<Vec<_>>(),
        [4, 7, 10, 11, 14, 16]
    );
    settings()
        .bind(|| insta::assert_snapshot!("scenario__six_mistakes", diagnostics.render(false, 100)));
}

#[test]
fn columns_count_characters() {
    let diagnostics = compiled(&mine(
        "line = \"Ünïcode\" # ö\n[state.lost]\nlabel = \"é\"\nmilestone = \"x\"",
    ))
    .unwrap_err();
    assert_eq!(
        diagnostics.position(diagnostics.iter().next().unwrap()),
        (4, 8)
    );
    assert!(diagnostics.render(true, 60).contains("\u{1b}["));
    assert!(library().get("nothing").is_none());
}
