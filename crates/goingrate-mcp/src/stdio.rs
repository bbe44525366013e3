//! The protocol over stdin and stdout, for clients that start the program themselves.

use std::io;

use rmcp::ServiceExt;
use tokio::io::{AsyncRead, AsyncWrite};

use crate::Server;

/// Serves one client over stdin and stdout until stdin ends.
///
/// # Errors
/// When threads cannot be started, or the client does not speak the protocol.
pub fn stdio(server: &Server) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let (input, output) = rmcp::transport::stdio();
    let served = runtime.block_on(serve(server, input, output));
    // Work that has begun may go on for seconds; nobody waits for it any more.
    runtime.shutdown_background();
    served
}

/// Serves one client over two streams until the first ends.
///
/// # Errors
/// When the client does not begin as the protocol asks.
pub async fn serve<R, W>(server: &Server, input: R, output: W) -> io::Result<()>
where
    R: AsyncRead + Send + Unpin + 'static,
    W: AsyncWrite + Send + Unpin + 'static,
{
    let running = server.clone().serve((input, output)).await.map_err(io::Error::other)?;
    running.waiting().await.map(|_| ()).map_err(io::Error::other)
}
