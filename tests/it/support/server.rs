//! A web server on the loopback interface, for one test.

use std::{
    fmt::Write as _,
    io::{BufRead as _, BufReader, Write},
    net::{TcpListener, TcpStream},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

/// What was asked for.
#[derive(Debug, Clone)]
pub struct Request {
    /// With the query.
    pub path: String,
    /// Fields of the head, names in lower case.
    fields: Vec<(String, String)>,
}

impl Request {
    /// The field of the head with this name.
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }
}

/// Writes a reply, until it is done or the client hangs up.
type Writer = Box<dyn FnOnce(&mut TcpStream) -> std::io::Result<()> + Send>;

/// An answer.
pub struct Reply {
    status: u16,
    fields: Vec<(String, String)>,
    body: Vec<u8>,
    raw: Option<Writer>,
}

impl Reply {
    /// A page of a type.
    pub fn page(content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        let fields = vec![("Content-Type".to_owned(), content_type.to_owned())];
        Self { status: 200, fields, body: body.into(), raw: None }
    }

    pub fn html(body: impl Into<Vec<u8>>) -> Self {
        Self::page("text/html; charset=utf-8", body)
    }

    pub fn text(body: impl Into<Vec<u8>>) -> Self {
        Self::page("text/plain; charset=utf-8", body)
    }

    pub fn status(status: u16) -> Self {
        Self { status, ..Self::text("") }
    }

    pub fn redirect(to: &str) -> Self {
        Self::status(302).with("Location", to)
    }

    /// Bytes as they are, head and all.
    pub fn raw(write: impl FnOnce(&mut TcpStream) -> std::io::Result<()> + Send + 'static) -> Self {
        Self { raw: Some(Box::new(write)), ..Self::status(200) }
    }

    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    fn write(self, stream: &mut TcpStream) -> std::io::Result<()> {
        if let Some(raw) = self.raw {
            return raw(stream);
        }
        let mut head = format!("HTTP/1.1 {} x\r\nConnection: close\r\n", self.status);
        for (name, value) in &self.fields {
            let _ = write!(head, "{name}: {value}\r\n");
        }
        let _ = write!(head, "Content-Length: {}\r\n\r\n", self.body.len());
        stream.write_all(head.as_bytes())?;
        stream.write_all(&self.body)
    }
}

/// The server. It ends when it is dropped.
pub struct Server {
    at: std::net::SocketAddr,
    seen: Arc<Mutex<Vec<Request>>>,
    over: Arc<AtomicBool>,
}

impl Server {
    /// Starts one that answers as `answer` says, each request in a thread of its own.
    pub fn start(answer: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Self {
        Self::start_at("127.0.0.1", answer)
    }

    /// The same at another address of this machine.
    pub fn start_at(host: &str, answer: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind((host, 0)).expect("the loopback has a free port");
        let at = listener.local_addr().expect("a listener has an address");
        let (seen, over) = (Arc::new(Mutex::new(Vec::new())), Arc::new(AtomicBool::new(false)));
        let (requests, end, answer) = (Arc::clone(&seen), Arc::clone(&over), Arc::new(answer));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if end.load(Ordering::SeqCst) {
                    return;
                }
                let (requests, answer) = (Arc::clone(&requests), Arc::clone(&answer));
                thread::spawn(move || serve(stream, &requests, &*answer));
            }
        });
        Self { at, seen, over }
    }

    /// The address of a path on it.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.at)
    }

    /// What was asked for so far.
    pub fn requests(&self) -> Vec<Request> {
        self.seen.lock().unwrap().clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.over.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect(self.at);
    }
}

fn serve(mut stream: TcpStream, seen: &Mutex<Vec<Request>>, answer: &(impl Fn(&Request) -> Reply + ?Sized)) {
    let Ok(reading) = stream.try_clone() else { return };
    let mut lines = BufReader::new(reading).lines().map_while(Result::ok);
    let Some(path) = lines.next().and_then(|line| line.split(' ').nth(1).map(str::to_owned)) else { return };
    let fields = lines
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_once(':').map(|(n, v)| (n.to_lowercase(), v.trim().to_owned())));
    let request = Request { path, fields: fields.collect() };
    seen.lock().unwrap().push(request.clone());
    // The client may have hung up.
    let _ = answer(&request).write(&mut stream);
}
