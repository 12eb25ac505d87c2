//! A browser's connection, as plain as it can be: one request after another on one socket, and how long each took.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
    time::{Duration, Instant},
};

use anyhow::{Context, bail};

/// An answer.
pub struct Answer {
    /// Status code.
    pub status: u16,
    /// What came, decoded from chunks but not unpacked.
    pub body: Vec<u8>,
    /// From the first byte sent to the last one received.
    pub took: Duration,
}

/// A connection that stays open.
pub struct Connection {
    stream: BufReader<TcpStream>,
    /// Header lines of every request.
    headers: String,
}

impl Connection {
    /// Connects; `session` is the cookie's token.
    ///
    /// # Errors
    /// When nobody listens.
    pub fn open(at: SocketAddr, session: Option<&str>) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(at)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(120)))?;
        let mut headers = format!("Host: {at}\r\nAccept: text/html\r\n");
        if let Some(session) = session {
            headers.push_str(&format!("Cookie: __Host-werkbank={session}\r\n"));
        }
        Ok(Self { stream: BufReader::new(stream), headers })
    }

    /// Asks for a page as browsers do, packed.
    ///
    /// # Errors
    /// When the connection breaks.
    pub fn packed(&mut self, path: &str) -> anyhow::Result<Answer> {
        let headers = &self.headers;
        let request = format!("GET {path} HTTP/1.1\r\n{headers}Accept-Encoding: gzip, deflate, br\r\n\r\n");
        self.exchange(&request).with_context(|| path.to_owned())
    }

    /// Asks for a page that can be read.
    ///
    /// # Errors
    /// When the connection breaks.
    pub fn get(&mut self, path: &str) -> anyhow::Result<Answer> {
        let request = format!("GET {path} HTTP/1.1\r\n{}\r\n", self.headers);
        self.exchange(&request).with_context(|| path.to_owned())
    }

    /// Gives a command.
    ///
    /// # Errors
    /// When the connection breaks.
    pub fn post(&mut self, path: &str, json: &str) -> anyhow::Result<Answer> {
        let (headers, length) = (&self.headers, json.len());
        let request = format!(
            "POST {path} HTTP/1.1\r\n{headers}Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{json}"
        );
        self.exchange(&request).with_context(|| path.to_owned())
    }

    fn exchange(&mut self, request: &str) -> anyhow::Result<Answer> {
        let begun = Instant::now();
        self.stream.get_mut().write_all(request.as_bytes())?;
        let first = self.line()?;
        let status = first.split(' ').nth(1).and_then(|status| status.parse().ok()).context("no status")?;
        let (mut length, mut chunked) = (None, false);
        loop {
            let line = self.line()?.to_ascii_lowercase();
            match line.split_once(": ") {
                Some(("content-length", value)) => length = Some(value.parse()?),
                Some(("transfer-encoding", "chunked")) => chunked = true,
                _ => {}
            }
            if line.is_empty() {
                break;
            }
        }
        let mut body = Vec::new();
        match length {
            Some(length) => self.take(length, &mut body)?,
            None if chunked => loop {
                let size = usize::from_str_radix(&self.line()?, 16)?;
                self.take(size, &mut body)?;
                self.line()?;
                if size == 0 {
                    break;
                }
            },
            None => {}
        }
        Ok(Answer { status, body, took: begun.elapsed() })
    }

    fn line(&mut self) -> anyhow::Result<String> {
        let mut line = String::new();
        if self.stream.read_line(&mut line)? == 0 {
            bail!("the server hung up");
        }
        Ok(line.trim_end().to_owned())
    }

    fn take(&mut self, size: usize, body: &mut Vec<u8>) -> anyhow::Result<()> {
        let from = body.len();
        body.resize(from + size, 0);
        Ok(self.stream.read_exact(&mut body[from..])?)
    }
}
