//! A server on a port of its own, and a client that writes what it likes.
#![allow(missing_docs, dead_code)]

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::thread::JoinHandle;
use std::time::Duration;

use goingrate_web::{Config, Control, Server};
use serde_json::Value;

/// A server that ends when this is dropped.
pub struct Running {
    pub address: SocketAddr,
    pub control: Control,
    thread: Option<JoinHandle<()>>,
}

impl Running {
    pub fn start(flags: &[(&str, &str)]) -> Running {
        let own = [("listen", "127.0.0.1:0"), ("access_log", "false"), ("drain_time", "0.1")];
        let flags = own.iter().chain(flags);
        let flags: Vec<(String, String)> =
            flags.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let config = Config::of(None, &[], &flags).expect("a configuration");
        let server = Server::start(config.settings().expect("settings")).expect("a server");
        let (address, control) = (server.address(), server.control());
        let thread = Some(std::thread::spawn(move || server.run().expect("it runs")));
        Running { address, control, thread }
    }

    pub fn ask(&self, request: &Request) -> Answer {
        let mut stream = self.connect();
        // A server that refuses a body may close before it has read it.
        let _ = stream.write_all(&request.bytes());
        Answer::read(&mut stream)
    }

    pub fn get(&self, path: &str) -> Answer {
        self.ask(&Request::new("GET", path))
    }

    pub fn post(&self, path: &str, media: &str, body: &str) -> Answer {
        self.ask(&Request::new("POST", path).with("content-type", media).body(body))
    }

    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).expect("a connection");
        stream.set_read_timeout(Some(Duration::from_secs(120))).expect("a time");
        stream
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.control.stop();
        if let Some(thread) = self.thread.take() {
            thread.join().expect("it ends well");
        }
    }
}

pub struct Request {
    head: String,
    body: Vec<u8>,
}

impl Request {
    pub fn new(method: &str, path: &str) -> Request {
        let head = format!("{method} {path} HTTP/1.1\r\nhost: here\r\nconnection: close\r\n");
        Request { head, body: Vec::new() }
    }

    pub fn with(mut self, name: &str, value: &str) -> Request {
        self.head += &format!("{name}: {value}\r\n");
        self
    }

    pub fn body(mut self, body: impl AsRef<[u8]>) -> Request {
        self.body = body.as_ref().to_vec();
        self.head += &format!("content-length: {}\r\n", self.body.len());
        self
    }

    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = format!("{}\r\n", self.head).into_bytes();
        bytes.extend_from_slice(&self.body);
        bytes
    }
}

#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Answer {
    /// Reads an answer to the end of the connection.
    pub fn read(stream: &mut TcpStream) -> Answer {
        let mut bytes = Vec::new();
        // A connection that is reset after the answer has still given it.
        let _ = stream.read_to_end(&mut bytes);
        let at = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or(bytes.len());
        let head = String::from_utf8_lossy(&bytes[..at]).into_owned();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        let body = bytes.get(at + 4..).unwrap_or_default().to_vec();
        let is_chunked = head.to_lowercase().contains("transfer-encoding: chunked");
        Answer { status, head, body: if is_chunked { joined(&body) } else { body } }
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(':'));
        let mut found =
            lines.filter(|(of, _)| of.eq_ignore_ascii_case(name)).map(|(_, v)| v.trim());
        found.next_back()
    }

    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).expect("UTF-8")
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

/// The chunks of a body as one.
fn joined(mut body: &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    while let Some(at) = body.windows(2).position(|two| two == b"\r\n") {
        let size = std::str::from_utf8(&body[..at]).ok();
        let size = size.and_then(|size| usize::from_str_radix(size, 16).ok()).unwrap_or(0);
        if size == 0 || body.len() < at + 2 + size {
            break;
        }
        whole.extend_from_slice(&body[at + 2..at + 2 + size]);
        body = body.get(at + 4 + size..).unwrap_or_default();
    }
    whole
}

/// Text as a part of a query.
pub fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric();
    let one =
        |byte: u8| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    text.bytes().map(one).collect()
}
