//! Where answers are written: a full disk is an error with words, and nothing but the answer comes
//! through a pipe.

use std::process::Command;

fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_goingrate"))
}

/// `/dev/full` takes nothing: every write says that there is no space left.
#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_cannot_be_written_is_an_error() {
    let roster = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/files/roster.csv");
    let net = ["net", "100k, Seattle", "--json"];
    let pay = ["pay", "backend, Berlin"];
    for args in [["evidence", "list"].as_slice(), &["--help"], &net, &["price", roster], &pay] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("it is there");
        let output = program().args(args).stdout(full).output().expect("the program starts");
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {stderr}");
        assert!(stderr.contains("the answer cannot be written: No space left"), "{stderr}");
    }
}

#[test]
fn a_pipe_gets_neither_colour_nor_progress() {
    for args in [["--help"].as_slice(), &["pay", "senior backend, Seattle", "--why"]] {
        let output = program().args(args).env_remove("CLICOLOR_FORCE").output().expect("it starts");
        let stderr = String::from_utf8_lossy(&output.stderr);
        let progress = stderr.contains('\r') || stderr.contains("Reading the evidence");
        assert!(!progress && !stderr.contains('\x1b'), "{args:?}: {stderr}");
        assert!(!output.stdout.contains(&0x1b), "{args:?}");
    }
}

#[test]
fn colour_can_be_forced_and_forbidden() {
    let colours = |name: &str| {
        let mut program = program();
        ["NO_COLOR", "CLICOLOR_FORCE"].iter().for_each(|name| {
            program.env_remove(name);
        });
        let output = program.arg("--help").env(name, "1").output().expect("it starts");
        output.stdout.contains(&0x1b)
    };
    assert!(colours("CLICOLOR_FORCE"));
    assert!(!colours("NO_COLOR"));
}
