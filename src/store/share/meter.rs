//! How much a server may say. Who asks for little and is sent without end, or a single message without end, would hold it
//! all in memory; so every connection ends where it has brought more than a board ever has to say.

use std::error::Error as StdError;
use std::fmt;
use std::future::{Future, Ready, ready};
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::task::{Context, Poll};

use postgres::Socket;
use postgres::tls::{ChannelBinding, MakeTlsConnect, TlsConnect, TlsStream};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// Bytes that one connection may bring. All that is asked for at once comes to less than a third of it: a row has a few
/// hundred characters at most. Messages of a few bytes take ten times as much in memory.
const MOST: usize = 1 << 20;

/// Who has brought so many has room for one more answer, and should be called anew before it is asked for the next.
const ENOUGH: usize = MOST / 2;

/// How many bytes a connection has brought.
#[derive(Debug, Clone, Default)]
pub(super) struct Meter(Arc<AtomicUsize>);

impl Meter {
    pub(super) fn is_spent(&self) -> bool {
        self.0.load(Relaxed) > ENOUGH
    }
}

/// What the fault is when a server says more.
#[derive(Debug)]
pub(super) struct TooMuch;

impl fmt::Display for TooMuch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "more than {MOST} bytes")
    }
}

impl StdError for TooMuch {}

/// What is not encrypted, as a way to connect.
pub(super) struct Unencrypted;

/// A way to connect, or a stream, whose bytes are counted.
pub(super) struct Metered<T> {
    inner: T,
    meter: Meter,
    binding: fn(&T) -> ChannelBinding,
}

fn unbound<T>(_: &T) -> ChannelBinding {
    ChannelBinding::none()
}

impl<T> Metered<T> {
    pub(super) fn new(inner: T, meter: &Meter) -> Self {
        Self { inner, meter: meter.clone(), binding: unbound }
    }
}

type Connecting<S, E> = Pin<Box<dyn Future<Output = Result<Metered<S>, E>> + Send>>;

impl<T> MakeTlsConnect<Socket> for Metered<T>
where
    T: MakeTlsConnect<Socket>,
    T::TlsConnect: Send + 'static,
    <T::TlsConnect as TlsConnect<Socket>>::Future: Send,
    T::Stream: 'static,
{
    type Stream = Metered<T::Stream>;
    type TlsConnect = Metered<T::TlsConnect>;
    type Error = T::Error;

    fn make_tls_connect(&mut self, domain: &str) -> Result<Self::TlsConnect, Self::Error> {
        Ok(Metered::new(self.inner.make_tls_connect(domain)?, &self.meter))
    }
}

impl<C> TlsConnect<Socket> for Metered<C>
where
    C: TlsConnect<Socket> + Send + 'static,
    C::Future: Send,
    C::Stream: 'static,
{
    type Stream = Metered<C::Stream>;
    type Error = C::Error;
    type Future = Connecting<C::Stream, C::Error>;

    fn connect(self, stream: Socket) -> Self::Future {
        let Self { inner, meter, .. } = self;
        Box::pin(async move {
            let inner = inner.connect(stream).await?;
            Ok(Metered { inner, meter, binding: C::Stream::channel_binding })
        })
    }
}

impl MakeTlsConnect<Socket> for Metered<Unencrypted> {
    type Stream = Metered<Socket>;
    type TlsConnect = Self;
    type Error = io::Error;

    fn make_tls_connect(&mut self, _: &str) -> Result<Self, io::Error> {
        Ok(Metered::new(Unencrypted, &self.meter))
    }
}

impl TlsConnect<Socket> for Metered<Unencrypted> {
    type Stream = Metered<Socket>;
    type Error = io::Error;
    type Future = Ready<Result<Metered<Socket>, io::Error>>;

    fn connect(self, stream: Socket) -> Self::Future {
        ready(Ok(Metered::new(stream, &self.meter)))
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> TlsStream for Metered<S> {
    fn channel_binding(&self) -> ChannelBinding {
        (self.binding)(&self.inner)
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Metered<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = buf.filled().len();
        let read = Pin::new(&mut self.inner).poll_read(cx, buf);
        let more = buf.filled().len() - before;
        if self.meter.0.fetch_add(more, Relaxed).saturating_add(more) > MOST {
            return Poll::Ready(Err(io::Error::other(TooMuch)));
        }
        read
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Metered<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.inner).poll_write(cx, buf)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_shutdown(cx)
    }
}
