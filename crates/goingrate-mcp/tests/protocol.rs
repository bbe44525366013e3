//! The protocol as it is on the wire: lines of JSON to a server and from it.
#![allow(missing_docs)]

use std::sync::LazyLock;
use std::time::Duration;

use goingrate::GoingRate;
use goingrate::units::Date;
use goingrate_mcp::{Limits, Server, serve};
use goingrate_view::questions::QUESTIONS;
use serde_json::{Value, json};
use tokio::io::{
    AsyncBufReadExt, AsyncWriteExt, BufReader, Lines, ReadHalf, WriteHalf, duplex, split,
};

/// What is opened, once for all tests.
static SERVER: LazyLock<Server> = LazyLock::new(|| {
    let today = || Ok(Date::new(2026, 11, 30)?);
    Server::new(GoingRate::open().expect("the carried data"), today, Limits::default())
});

/// A client that writes lines and reads them.
struct Client {
    input: WriteHalf<tokio::io::DuplexStream>,
    output: Lines<BufReader<ReadHalf<tokio::io::DuplexStream>>>,
    last: u64,
}

impl Client {
    async fn connect() -> Client {
        let (ours, theirs) = duplex(1 << 20);
        let (read, write) = split(theirs);
        tokio::spawn(async move { serve(&SERVER, read, write).await });
        let (output, input) = split(ours);
        let output = BufReader::new(output).lines();
        let mut client = Client { input, output, last: 0 };
        let hello = json!({"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "t", "version": "0"}});
        let greeting = client.ask("initialize", hello).await;
        assert_eq!(greeting["result"]["serverInfo"]["name"], "goingrate");
        client.send(json!({"jsonrpc": "2.0", "method": "notifications/initialized"})).await;
        client
    }

    async fn send(&mut self, message: Value) {
        self.input.write_all(format!("{message}\n").as_bytes()).await.expect("is open");
    }

    async fn begin(&mut self, method: &str, params: Value) -> u64 {
        self.last += 1;
        let id = self.last;
        self.send(json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params})).await;
        id
    }

    async fn read(&mut self) -> Value {
        let line = tokio::time::timeout(Duration::from_secs(300), self.output.next_line()).await;
        let line = line.expect("in time").expect("is open").expect("a line");
        serde_json::from_str(&line).expect("every line is JSON")
    }

    /// Asks, and gives the answer; what comes before it has to be notifications.
    async fn ask(&mut self, method: &str, params: Value) -> Value {
        let id = self.begin(method, params).await;
        loop {
            let message = self.read().await;
            if message["id"] == id {
                return message;
            }
            assert!(message.get("id").is_none(), "an answer that nobody waits for: {message}");
        }
    }

    async fn call(&mut self, tool: &str, arguments: Value) -> Value {
        let answer = self.ask("tools/call", json!({"name": tool, "arguments": arguments})).await;
        answer["result"].clone()
    }
}

fn text(result: &Value) -> &str {
    result["content"][0]["text"].as_str().unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_tools_are_the_questions() {
    let answer = Client::connect().await.ask("tools/list", json!({})).await;
    let tools = answer["result"]["tools"].as_array().expect("a list").clone();
    let names: Vec<&str> = tools.iter().filter_map(|tool| tool["name"].as_str()).collect();
    let questions: Vec<String> = QUESTIONS.iter().map(|q| q.name.replace('-', "_")).collect();
    assert_eq!(names, questions);
    let size = answer.to_string().len();
    assert!(size < 100_000, "the list of tools has {size} bytes");
    let page = include_str!("../../../docs/ASSISTANTS.md");
    for (name, question) in names.iter().zip(QUESTIONS) {
        let row = format!("| `{name}` | {} |", question.title);
        assert!(page.contains(&row), "docs/ASSISTANTS.md has no line {row}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pay_is_told_in_few_words() {
    let mut client = Client::connect().await;
    let result = client.call("pay", json!({"text": "senior backend, Seattle, Rust"})).await;
    let told = text(&result);
    assert!(told.len() < 2_000, "{} bytes: {told}", told.len());
    for part in ["a year", "median", "±", "How sure", "Read as", "2026-11-30"] {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert!(!told.contains("--") && !told.contains('█'), "{told}");
    assert_eq!(result["structuredContent"]["percentiles"].as_array().map(Vec::len), Some(5));
}

#[tokio::test(flavor = "multi_thread")]
async fn problems_are_answers_and_faults_are_errors() {
    let mut client = Client::connect().await;
    let refused =
        client.call("pay", json!({"text": "senior backend", "currency": "dollars"})).await;
    assert_eq!(refused["isError"], true);
    assert_eq!(refused["structuredContent"]["problem"]["field"], "currency");
    assert!(
        text(&refused).contains("Field `currency`: \"DOLLARS\"")
            || text(&refused).contains("dollars")
    );
    let unknown = client.ask("tools/call", json!({"name": "no_tool", "arguments": {}})).await;
    assert_eq!(unknown["error"]["code"], -32602);
    let missing = client.ask("resources/read", json!({"uri": "goingrate://nothing"})).await;
    assert!(missing["error"]["message"].as_str().is_some_and(|said| said.contains("no resource")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_question_has_no_answer_and_others_go_on() {
    let mut client = Client::connect().await;
    let career = json!({
        "name": "career",
        "arguments": {"text": "mid backend, Austin, 3 years"},
        "_meta": {"progressToken": "slow"},
    });
    let slow = client.begin("tools/call", career).await;
    let progress = client.read().await;
    assert_eq!(progress["method"], "notifications/progress");
    assert_eq!(progress["params"]["progressToken"], "slow");
    let cancel = json!({"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": slow}});
    client.send(cancel).await;
    for tool in ["words", "pay"] {
        let arguments = if tool == "pay" { json!({"text": "junior backend"}) } else { json!({}) };
        // `ask` fails where an answer to the cancelled question comes.
        assert_ne!(client.call(tool, arguments).await["isError"], true);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn long_answers_are_cut_and_say_so() {
    let result = Client::connect().await.call("sources", json!({})).await;
    assert!(text(&result).len() < 9_000 && text(&result).contains("more lines are left out"));
    let structured = &result["structuredContent"];
    assert!(structured.to_string().len() <= 16_000);
    assert_eq!(structured["lists_cut"][0]["list"], "/sources");
}
