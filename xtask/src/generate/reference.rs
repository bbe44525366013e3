//! docs/CLI.md: the help of every command, found by walking the lists of commands in the help itself.

use std::error::Error;

use super::program::Program;

const OPENING: &str = "\
<!-- Written by `cargo xtask generate` from the program's own help. Changes here are overwritten. -->

# The command line

Every command takes `--json`. Answers go to stdout, notes to stderr. Exit codes: 0, 1 (the answer
is no: a check failed) and 2 (the question is none: what was wrong, the nearest known words, a hint).
";

/// The reference.
pub fn reference(program: &Program) -> Result<String, Box<dyn Error>> {
    let mut text = OPENING.to_owned();
    add(program, &mut Vec::new(), &mut text)?;
    Ok(text)
}

/// Adds the help of a command and of the commands below it.
fn add(
    program: &Program,
    command: &mut Vec<String>,
    text: &mut String,
) -> Result<(), Box<dyn Error>> {
    let help = program.run(&[command.as_slice(), &["--help".to_owned()]].concat())?;
    let name = ["goingrate"].into_iter().chain(command.iter().map(String::as_str));
    let name = name.collect::<Vec<_>>().join(" ");
    *text += &format!("\n{} `{name}`\n\n```text\n{help}```\n", "#".repeat(command.len() + 2));
    for below in commands(&help) {
        command.push(below);
        add(program, command, text)?;
        command.pop();
    }
    Ok(())
}

/// The commands that a help text lists.
fn commands(help: &str) -> Vec<String> {
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let listed = listed.take_while(|line| !line.is_empty());
    // Two spaces, then the name; deeper lines go on with a description.
    let named = listed.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let names = named.filter_map(|line| line.split_whitespace().next());
    names.filter(|name| *name != "help").map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_read_from_help() {
        let help = "What\n\nUsage: x\n\nCommands:\n  pay   What the\n        market pays\n  help  Help\n\nOptions:\n  -h\n";
        assert_eq!(commands(help), ["pay"]);
        assert_eq!(commands("Usage: x\n"), [""; 0]);
    }
}
