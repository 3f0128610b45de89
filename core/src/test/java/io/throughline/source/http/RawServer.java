package io.throughline.source.http;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers with bytes that no decent server would send: one misdeed a connection, then well. */
final class RawServer implements AutoCloseable {
  /** What is done to a connection after its request was read. */
  interface Misdeed {
    void answer(Socket socket, OutputStream out) throws IOException, InterruptedException;
  }

  private final ServerSocket server;
  private final List<Misdeed> misdeeds;
  private final AtomicInteger connections = new AtomicInteger();

  RawServer(Misdeed... misdeeds) {
    this.misdeeds = List.of(misdeeds);
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  static Misdeed says(String bytes) {
    return (socket, out) -> out.write(bytes.getBytes(StandardCharsets.UTF_8));
  }

  /** A decent answer with any headers, {@code Date} too, which the JDK's server writes itself. */
  static Misdeed answers(int status, String body, String... headers) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " X\r\n");
    for (int i = 0; i < headers.length; i += 2) {
      head.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
    }
    return says(
        head
            + "Content-Type: application/json\r\nConnection: close\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
  }

  static Misdeed resets(String first) {
    return (socket, out) -> {
      out.write(first.getBytes(StandardCharsets.UTF_8));
      out.flush();
      socket.setSoLinger(true, 0);
    };
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  int connections() {
    return connections.get();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        int number = connections.getAndIncrement();
        Thread.ofVirtual().start(() -> serve(socket, number));
      } catch (IOException e) {
        if (!server.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void serve(Socket socket, int number) {
    try (socket) {
      byte[] request = new byte[8192];
      if (socket.getInputStream().read(request) < 0) {
        return;
      }
      OutputStream out = socket.getOutputStream();
      if (number < misdeeds.size()) {
        misdeeds.get(number).answer(socket, out);
      } else {
        says("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n"
                + "Connection: close\r\n\r\n[]")
            .answer(socket, out);
      }
      out.flush();
    } catch (IOException e) {
      // The client hung up on us, which is what several of these misdeeds ask for.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
