package io.throughline.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A connection that sends exactly the bytes that a test wants, however wrong they are. */
final class RawClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Socket socket;
  private final InputStream in;

  RawClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout((int) PATIENCE.toMillis());
    in = socket.getInputStream();
  }

  RawClient send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  RawClient send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  /** Sends until the other side closes, which it must do before the patience ends. */
  void sendUntilClosed(byte[] piece, Duration pause) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      try {
        send(piece);
      } catch (IOException e) {
        return; // closed, as the caller wants
      }
      Thread.sleep(pause);
    }
    throw new AssertionError("the server took what was sent for " + PATIENCE);
  }

  /** The status of the next answer; reads its head, and its body by Content-Length. */
  int status() throws IOException {
    String head = head();
    int length = 0;
    for (String line : head.split("\r\n")) {
      if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
      }
    }
    in.readNBytes(length);
    return Integer.parseInt(head.split(" ")[1]);
  }

  /** Status line and headers of the next answer. */
  String head() throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("closed after '" + head + "'");
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  /** Waits for the other side to close, and tells whether it said nothing more before. */
  boolean closedSilently() throws IOException {
    try {
      return in.read() < 0;
    } catch (SocketException e) {
      return true; // a reset is an end as well
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
