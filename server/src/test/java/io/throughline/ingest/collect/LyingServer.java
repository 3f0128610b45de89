package io.throughline.ingest.collect;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A source that answers every request with the same bytes, whatever they are. */
final class LyingServer implements AutoCloseable {
  /** What is sent in answer to a request. */
  interface Answer {
    void send(OutputStream out, String self) throws IOException, InterruptedException;
  }

  private final ServerSocket server;
  private final Answer answer;

  LyingServer(Answer answer) throws IOException {
    this.answer = answer;
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  /** A well-formed answer. */
  static Answer says(int status, String type, String body, String... headers) {
    return (out, self) ->
        out.write(
            ("HTTP/1.1 "
                    + status
                    + " X\r\nContent-Type: "
                    + type
                    + "\r\nConnection: close\r\nContent-Length: "
                    + body.length()
                    + "\r\n"
                    + String.join(
                            "", java.util.Arrays.stream(headers).map(h -> h + "\r\n").toList())
                        .replace("{self}", self)
                    + "\r\n"
                    + body)
                .getBytes(StandardCharsets.UTF_8));
  }

  /** The head of an answer of a thousand bytes, and fewer. */
  static Answer half() {
    return (out, self) ->
        out.write(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n[{\"id\":1},"
                .getBytes(StandardCharsets.UTF_8));
  }

  static Answer silence() {
    return (out, self) -> Thread.sleep(Duration.ofSeconds(5));
  }

  /** A list that is opened and opened and never ends. */
  static Answer nested() {
    return (out, self) -> {
      out.write(
          ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"
                  + "Content-Length: 100000000\r\n\r\n")
              .getBytes(StandardCharsets.UTF_8));
      byte[] piece = "[".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 100_000_000 >> 16; i++) {
        out.write(piece);
      }
    };
  }

  String address() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return; // closed, which is how a test ends it
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      byte[] request = new byte[8192];
      if (socket.getInputStream().read(request) >= 0) {
        answer.send(socket.getOutputStream(), address());
      }
    } catch (IOException e) {
      return; // the client hung up, which is what it should do here
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
