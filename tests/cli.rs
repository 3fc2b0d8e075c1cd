//! README and CLI examples, run for real.

#[test]
fn the_examples_print_what_they_show() {
    trycmd::TestCases::new()
        .case("README.md")
        .case("tests/cmd/*.trycmd");
}
