//! Tables over a real socket: every row comes back in its order, and what is wrong stands in its row.
#![allow(missing_docs)]

mod common;

use std::io::Write;

use common::{Answer, Request, Running};
use serde_json::Value;

fn lines(answer: &Answer) -> Vec<Value> {
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.text().lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

#[test]
fn all_forms_say_the_same() {
    let server = Running::start(&[]);
    let csv =
        "who,role,level,place\nAda,backend,senior,Seattle\n\"G, H\",data engineer,mid,Berlin\n";
    let ndjson = "{\"who\":\"Ada\",\"role\":\"backend\",\"level\":\"senior\",\"place\":\"Seattle\"}\n\
        {\"who\":\"G, H\",\"role\":\"data engineer\",\"level\":\"mid\",\"place\":\"Berlin\"}\n";
    let array = format!("[{}]", ndjson.trim().replace('\n', ","));
    let of_csv = lines(&server.post("/v1/price", "text/csv", csv));
    assert_eq!(of_csv.len(), 2);
    assert!(of_csv[0]["p50"].as_f64().is_some_and(|pay| pay > 50_000.0), "{of_csv:?}");
    assert_eq!(of_csv[1]["who"], "G, H");
    assert_eq!(lines(&server.post("/v1/price", "application/x-ndjson", ndjson)), of_csv);
    assert_eq!(lines(&server.post("/v1/price", "application/json", &array)), of_csv);
    let request =
        Request::new("POST", "/v1/price?per=month&currency=EUR").with("content-type", "text/csv");
    let text = server.ask(&request.with("accept", "text/csv").body(csv)).text();
    assert!(
        text.starts_with("who,role,level,place,p10,") && text.contains(",EUR,month,"),
        "{text}"
    );
}

#[test]
fn what_is_wrong_stands_in_its_row_or_is_the_answer() {
    let server = Running::start(&[("price_limit", "100000")]);
    let rows = lines(&server.post(
        "/v1/price",
        "text/csv",
        "role,place\nbackend,Nowhereville\nbackend,Austin\n",
    ));
    assert!(
        rows[0]["p50"].is_null()
            && rows[0]["complaint"].as_str().is_some_and(|told| told.contains("Nowhereville"))
    );
    assert!(rows[1]["p50"].is_number());
    let rows = lines(&server.post(
        "/v1/price",
        "application/x-ndjson",
        "{\"role\":\"backend\"}\nnot json\n",
    ));
    assert_eq!(rows.len(), 2);
    assert!(rows[1]["complaint"].as_str().is_some_and(|told| told.contains("no JSON")), "{rows:?}");
    for (media, body, status) in [
        ("text/csv", "", 422),
        ("text/csv", "fruit,colour\napple,red\n", 422),
        ("text/csv", "PAR1 and more", 422),
        ("application/json", "{\"role\":\"backend\"}", 422),
        ("application/json", "[{\"role\":\"backend\"}", 422),
        ("text/html", "<p>", 415),
    ] {
        let answer = server.post("/v1/price", media, body);
        assert_eq!(answer.status, status, "{body}: {answer:?}");
        assert_eq!(answer.header("content-type"), Some("application/problem+json"));
    }
    assert_eq!(server.post("/v1/price?per=fortnight", "text/csv", "role\nbackend\n").status, 422);
}

#[test]
fn a_table_that_breaks_off_says_so_in_its_last_row() {
    let server = Running::start(&[("price_limit", "1000000")]);
    let table = format!("role,level,place\n{}", "backend,senior,Seattle\n".repeat(60_000));
    let answer = server.post("/v1/price", "text/csv", &table);
    let rows = lines(&answer);
    assert!(rows.len() > 10_000, "{}", rows.len());
    let last = rows.last().expect("a row");
    assert!(
        last["broke_off"].as_str().is_some_and(|told| told.contains("1000000 bytes")),
        "{last}"
    );
}

#[test]
fn rows_come_back_while_others_are_still_sent() {
    let server = Running::start(&[]);
    let mut stream = server.connect();
    let head = "POST /v1/price HTTP/1.1\r\nhost: h\r\ncontent-type: text/csv\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n";
    stream.write_all(head.as_bytes()).expect("a head");
    let mut reader = stream.try_clone().expect("a reader");
    let read = std::thread::spawn(move || Answer::read(&mut reader));
    let piece = "backend,senior,Seattle\n".repeat(1000);
    stream.write_all(b"11\r\nrole,level,place\n\r\n").expect("headings");
    for _ in 0..100 {
        stream.write_all(format!("{:x}\r\n{piece}\r\n", piece.len()).as_bytes()).expect("rows");
    }
    stream.write_all(b"0\r\n\r\n").expect("an end");
    let answer = read.join().expect("an answer");
    assert_eq!(lines(&answer).len(), 100_000);
}
