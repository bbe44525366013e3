//! Screens in Markdown, from the program itself. A screen stands between two markers:
//!
//! ````text
//! <!-- transcript: goingrate pay "senior backend" -->
//! ```console
//! $ goingrate pay "senior backend"
//! ```
//! <!-- /transcript -->
//! ````
//!
//! Of a screen marked `transcript in short` the answer stands, with what was remarked on, and how the
//! question was read.
//!
//! What a screen says must be the same tomorrow: its command names the day with `--as-of`, its plans with `as_of`.

use std::error::Error;

use super::program::Program;

const BEGIN: &str = "<!-- transcript: ";
const BEGIN_SHORT: &str = "<!-- transcript in short: ";
const BEGIN_END: &str = " -->";
const READ_AS: &str = "Read as";
const END: &str = "<!-- /transcript -->";

/// The page with every screen as the program shows it now.
pub fn filled(page: &str, program: &Program) -> Result<String, Box<dyn Error>> {
    replaced(page, |line| {
        let arguments = arguments(line)?;
        if !names_its_day(&arguments, |plan| program.file(plan))? {
            return Err(
                format!("{line}: names no day, so its answer changes from day to day").into()
            );
        }
        program.run(&arguments)
    })
}

/// Whether the answer does not depend on the day on which the command runs: the command names its day, or every plan
/// that it reads does, or it asks for nothing that has one.
fn names_its_day(
    arguments: &[String],
    file: impl Fn(&str) -> std::io::Result<String>,
) -> Result<bool, Box<dyn Error>> {
    let has = |word: &str| arguments.iter().any(|argument| argument == word);
    let asks_of_evidence = arguments.first().is_some_and(|command| command == "evidence");
    if has("--as-of") || asks_of_evidence {
        return Ok(true);
    }
    let mut plans = arguments.iter().filter(|argument| argument.ends_with(".toml")).peekable();
    if plans.peek().is_none() {
        return Ok(false);
    }
    for plan in plans {
        if !file(plan)?.lines().any(|line| line.starts_with("as_of")) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The page with every screen replaced by what `answer` says of its command line.
fn replaced(
    page: &str,
    answer: impl Fn(&str) -> Result<String, Box<dyn Error>>,
) -> Result<String, Box<dyn Error>> {
    let mut text = String::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        text += &format!("{line}\n");
        let marked = |begin| line.strip_prefix(begin).and_then(|rest| rest.strip_suffix(BEGIN_END));
        let (whole, short) = (marked(BEGIN), marked(BEGIN_SHORT));
        let Some(command) = whole.or(short) else { continue };
        if !lines.any(|line| line == END) {
            return Err(format!("{line}: has no {END}").into());
        }
        let said = answer(command)?;
        let said = if short.is_some() { in_short(&said) } else { said };
        text += &format!("```console\n$ {command}\n{said}```\n{END}\n");
    }
    Ok(text)
}

/// The answer of a screen, down to the first empty line, and how the question was read.
fn in_short(screen: &str) -> String {
    let answer = screen.lines().take_while(|line| !line.is_empty());
    let mut rest = screen.lines().skip_while(|line| !line.starts_with(READ_AS));
    let read_as = rest.next().into_iter();
    let more = rest.take_while(|line| line.starts_with(' '));
    answer.chain(read_as).chain(more).map(|line| format!("{line}\n")).collect()
}

/// The arguments of a command line, cut as a shell cuts them; quotes hold words together.
fn arguments(line: &str) -> Result<Vec<String>, Box<dyn Error>> {
    let rest = line.strip_prefix("goingrate ").ok_or("a transcript runs goingrate")?;
    let (mut words, mut quoted) = (vec![String::new()], false);
    for c in rest.chars() {
        match c {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            c => words.last_mut().ok_or("no word")?.push(c),
        }
    }
    words.retain(|word| !word.is_empty());
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_screen_is_replaced_and_the_rest_stays() {
        let page = "a\n<!-- transcript: goingrate pay \"x, y\" -->\nold\n<!-- /transcript -->\nb\n";
        let now = replaced(page, |line| Ok(format!("{}\n", arguments(line)?.join("|"))));
        let now = now.expect("the page is whole");
        assert!(now.contains("$ goingrate pay \"x, y\"\npay|x, y\n```\n<!-- /transcript -->\nb\n"));
        assert!(!now.contains("old"));
        assert_eq!(replaced(&now, |_| Ok("pay|x, y\n".to_owned())).expect("again"), now);
    }

    #[test]
    fn a_screen_names_its_day() {
        let names = |line: &str, plan: &str| {
            let arguments = arguments(line).expect("a command line");
            names_its_day(&arguments, |_| Ok(plan.to_owned())).expect("the plan can be read")
        };
        assert!(names("goingrate pay \"senior backend\" --as-of 2026-11-22", ""));
        assert!(names("goingrate hire a.toml", "place = \"Austin\"\nas_of = 2026-11-30\n"));
        assert!(!names("goingrate hire a.toml", "place = \"Austin\"\n"));
        assert!(!names("goingrate career \"senior backend\"", ""));
    }

    #[test]
    fn a_short_screen_is_the_answer_and_how_it_was_read() {
        let screen = "About $1 a year.\n\"Seatle\" is read as Seattle.\n\npicture\n\nAlso       x\n\
                      Read as    Senior ·\n           Seattle.\nMore       --why\n";
        let short = "About $1 a year.\n\"Seatle\" is read as Seattle.\nRead as    Senior ·\n           Seattle.\n";
        assert_eq!(in_short(screen), short);
    }

    #[test]
    fn a_screen_without_an_end_is_an_error() {
        assert!(replaced("<!-- transcript: goingrate x -->\n", |_| Ok(String::new())).is_err());
    }
}
