//! Headers, caches, methods, limits, hostile requests, reload and the end of a server, over a real socket.
#![allow(missing_docs)]

mod common;

use std::io::{Read, Write};
use std::time::{Duration, Instant};

use common::{Answer, Request, Running, encoded};

const PAY: &str = "/v1/pay?text=senior+backend,+Seattle";

#[test]
fn an_answer_is_told_with_what_a_cache_needs() {
    let server = Running::start(&[("origins", "https://example.org")]);
    let first = server.get(PAY);
    assert_eq!(first.status, 200, "{first:?}");
    let tag = first.header("etag").expect("a tag").to_owned();
    assert!(first.header("cache-control").is_some_and(|told| told.starts_with("public, max-age=")));
    assert!(first.header("goingrate-day").is_some_and(|day| day.len() == 10));
    assert!(first.header("server").is_none() && first.header("x-request-id").is_some());
    for name in [
        "x-content-type-options",
        "content-security-policy",
        "referrer-policy",
        "permissions-policy",
    ] {
        assert!(first.header(name).is_some(), "{name}");
    }
    let again = server.ask(&Request::new("GET", PAY).with("if-none-match", &tag));
    assert_eq!((again.status, again.body.len()), (304, 0));
    let other = server.get("/v1/pay?text=senior+backend,+Austin");
    assert_ne!(other.header("etag"), Some(tag.as_str()));
    let text = server.ask(&Request::new("GET", PAY).with("accept", "text/plain"));
    assert!(text.text().contains("Seattle") && text.header("etag") != Some(tag.as_str()));
    let head = server.ask(&Request::new("HEAD", PAY));
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(head.header("content-length"), Some(first.body.len().to_string().as_str()));
    let post = server.post("/v1/pay", "application/json", r#"{"text": "senior backend, Seattle"}"#);
    assert_eq!(post.json(), first.json());
    assert_eq!(post.header("cache-control"), Some("no-store"));
    let from = |origin| server.ask(&Request::new("GET", PAY).with("origin", origin));
    let allowed = from("https://example.org");
    assert_eq!(allowed.header("access-control-allow-origin"), Some("https://example.org"));
    assert_eq!(from("https://evil.example").header("access-control-allow-origin"), None);
}

#[test]
fn large_answers_are_compressed_for_those_who_ask() {
    let server = Running::start(&[]);
    let zipped = server.ask(&Request::new("GET", "/openapi.json").with("accept-encoding", "gzip"));
    assert_eq!(zipped.header("content-encoding"), Some("gzip"));
    assert!(zipped.body.starts_with(&[0x1f, 0x8b]));
    let plain = server.get("/openapi.json");
    assert!(plain.body.len() > 2 * zipped.body.len());
    let off = Running::start(&[("compression", "false")]);
    let plain = off.ask(&Request::new("GET", "/openapi.json").with("accept-encoding", "gzip"));
    assert_eq!(plain.header("content-encoding"), None);
}

fn status(server: &Running, request: &Request, expected: u16) {
    let answer = server.ask(request);
    let said = String::from_utf8_lossy(&request.bytes()).chars().take(200).collect::<String>();
    assert_eq!(answer.status, expected, "{said}: {answer:?}");
    if expected >= 400 {
        assert_eq!(answer.header("content-type"), Some("application/problem+json"), "{said}");
        let body = answer.json();
        assert_eq!(body["status"], expected);
        assert!(!body["detail"].as_str().expect("a detail").is_empty());
    }
}

#[test]
fn what_is_wrong_with_a_request_has_its_status() {
    let server = Running::start(&[("body_limit", "2000"), ("draws", "1000")]);
    let json = |body: &str| {
        Request::new("POST", "/v1/pay").with("content-type", "application/json").body(body)
    };
    status(&server, &Request::new("GET", "/v1/nothing"), 404);
    status(&server, &Request::new("GET", "/v1/pay/"), 404);
    status(&server, &Request::new("DELETE", "/v1/pay"), 405);
    status(&server, &Request::new("GET", "/v1/price"), 405);
    status(&server, &Request::new("POST", "/v1/roles").body("{}"), 405);
    status(&server, &Request::new("GET", PAY).with("accept", "image/png"), 406);
    status(&server, &json("{"), 400);
    status(&server, &json("{\"text\": \"\u{0}\"}"), 400);
    status(
        &server,
        &Request::new("POST", "/v1/pay")
            .with("content-type", "application/json")
            .body(b"{\"text\": \"\xff\"}"),
        400,
    );
    status(&server, &json("[1]"), 422);
    status(&server, &json(r#"{"tekst": "senior"}"#), 422);
    status(&server, &json(&format!("{{\"text\": \"{}\"}}", "x".repeat(3000))), 413);
    status(&server, &Request::new("POST", "/v1/pay").body("text=senior"), 415);
    status(&server, &json("{}").with("content-encoding", "gzip"), 415);
    status(&server, &Request::new("GET", "/v1/estimate?tekst=x"), 422);
    status(&server, &Request::new("GET", "/v1/evidence/claims/nothing/more"), 404);
    status(&server, &Request::new("GET", &format!("/v1/pay?text={}", "x".repeat(20_000))), 414);
    let draws = r#"{"text": "senior backend, Berlin", "draws": 100000}"#;
    status(
        &server,
        &Request::new("POST", "/v1/hire").with("content-type", "application/json").body(draws),
        422,
    );
    let many = (0..300).map(|n| format!("a{n}=1")).collect::<Vec<_>>().join("&");
    status(&server, &Request::new("GET", &format!("/v1/pay?{many}")), 400);
    let allow = server.ask(&Request::new("DELETE", "/v1/pay"));
    assert_eq!(allow.header("allow"), Some("GET, HEAD, POST, OPTIONS"));
    assert_eq!(server.ask(&Request::new("OPTIONS", "/v1/pay")).status, 204);
}

#[test]
fn slow_clients_are_sent_away_and_others_go_on() {
    let server = Running::start(&[("header_time", "0.5"), ("body_time", "0.5")]);
    let mut slow = server.connect();
    slow.write_all(b"GET /v1/pay HTTP/1.1\r\nhost: here\r\n").expect("a beginning");
    let mut body = server.connect();
    body.write_all(b"POST /v1/pay HTTP/1.1\r\nhost: h\r\ncontent-type: application/json\r\ncontent-length: 50\r\nconnection: close\r\n\r\n{")
        .expect("a beginning");
    assert_eq!(server.get("/healthz").status, 200);
    let begun = Instant::now();
    let mut rest = Vec::new();
    let _ = slow.read_to_end(&mut rest);
    assert_eq!(Answer::read(&mut body).status, 408);
    assert!(begun.elapsed() < Duration::from_secs(20));
}

/// A generator of its own: the same requests each time.
struct Random(u64);

impl Random {
    fn next(&mut self, below: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below.max(1)
    }
}

#[test]
fn random_requests_never_make_the_server_fail() {
    let server = Running::start(&[]);
    let mut random = Random(7);
    let paths = [
        "/v1/pay",
        "/v1/estimate",
        "/v1/compare",
        "/v1/rank",
        "/v1/rate",
        "/v1/net",
        "/v1/places",
        "/v1/evidence/sources/x",
        "/v1/../v1/pay",
        "//v1//pay",
        "/v1/%2e%2e/pay",
        "/v1/pay%00",
        "/problems/x",
    ];
    let fields = [
        "text", "place", "level", "years", "per", "currency", "vs", "by", "top", "limit", "prefix",
        "as_of", "offer", "net", "why", "same_as", "", "draws",
    ];
    let values = [
        "senior backend, Seattle",
        "-1",
        "1e400",
        "NaN",
        "\u{202e}x",
        "\u{0}",
        "💸",
        "Berlin",
        "EUR",
        "9999-99-99",
        "month",
        "true",
        "\"",
        "<script>",
        "../../etc/passwd",
        "18446744073709551616",
        "köln",
        "place",
        "$$$",
        "a,b,,c",
        "",
    ];
    for number in 0..3000 {
        let pairs = (0..random.next(5)).map(|_| {
            let (field, value) =
                (fields[random.next(fields.len())], values[random.next(values.len())]);
            format!("{field}={}", encoded(value))
        });
        let path =
            format!("{}?{}", paths[number % paths.len()], pairs.collect::<Vec<_>>().join("&"));
        let answer = server.get(&path);
        assert!((200..500).contains(&answer.status), "{path}: {answer:?}");
    }
}

#[test]
fn bytes_that_are_no_request_are_refused() {
    let server = Running::start(&[]);
    let mut flood = b"GET /v1 HTTP/1.1\r\n".to_vec();
    (0..500).for_each(|n| flood.extend(format!("x-{n}: {n}\r\n").bytes()));
    flood.extend(b"\r\n");
    let cases: [&[u8]; 6] = [
        b"\0\0\0\0\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00", &flood,
        b"POST /v1/pay HTTP/1.1\r\nhost: h\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
    ];
    for case in cases {
        let mut stream = server.connect();
        let _ = stream.write_all(case);
        let _ = stream.shutdown(std::net::Shutdown::Write);
        let answer = Answer::read(&mut stream);
        assert!(answer.status < 500, "{answer:?}");
    }
    assert_eq!(server.get("/healthz").status, 200);
}

#[test]
fn a_server_that_is_told_to_end_answers_what_it_has_taken() {
    let server = Running::start(&[("drain_time", "0.3")]);
    let clients: Vec<_> = (0..4)
        .map(|_| {
            let address = server.address;
            std::thread::spawn(move || {
                let mut answered = 0;
                while let Ok(mut stream) = std::net::TcpStream::connect(address) {
                    if stream.write_all(&Request::new("GET", PAY).bytes()).is_err() {
                        break;
                    }
                    let answer = Answer::read(&mut stream);
                    assert_eq!(answer.status, 200, "{answer:?} after {answered}");
                    answered += 1;
                }
                answered
            })
        })
        .collect();
    std::thread::sleep(Duration::from_millis(500));
    assert!(server.control.reload(), "a reload under load");
    std::thread::sleep(Duration::from_millis(300));
    drop(server);
    let answered: Vec<i32> =
        clients.into_iter().map(|client| client.join().expect("answers")).collect();
    assert!(answered.iter().all(|answered| *answered > 0), "{answered:?}");
}

#[test]
fn a_broken_book_is_refused_and_the_old_one_goes_on() {
    let path = std::env::temp_dir().join(format!("goingrate-web-{}.gr", std::process::id()));
    std::fs::write(&path, goingrate::data::BOOK).expect("a book");
    let book = path.display().to_string();
    let server = Running::start(&[("book", &book), ("watch", "0.1")]);
    let before = server.get(PAY);
    std::fs::write(&path, b"no book at all").expect("a file");
    assert!(!server.control.reload());
    let until = Instant::now() + Duration::from_secs(60);
    while !server.get("/metrics").text().contains("goingrate_reloads_total{outcome=\"refused\"} 2")
    {
        assert!(Instant::now() < until, "the watch does not see the file");
        std::thread::sleep(Duration::from_millis(100));
    }
    assert_eq!(server.get(PAY).json(), before.json());
    std::fs::write(&path, goingrate::data::BOOK).expect("a book");
    assert!(server.control.reload());
    assert_eq!(server.get(PAY).header("etag"), before.header("etag"));
    std::fs::remove_file(&path).expect("the file");
}
