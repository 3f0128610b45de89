package io.throughline.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The two ports of a real server: pages and API here, webhooks alone there. */
class HookPortE2E {
  @TempDir Path folder;

  @Test
  void onlyHooksAreBehindThePortForHooks() throws Exception {
    try (ServerOfItsOwn server = new ServerOfItsOwn(folder)) {
      server.start();
      assertThat(server.printed(0))
          .contains("Pages      " + server.pages())
          .contains("Webhooks   " + server.hooks() + "/hooks/" + ServerOfItsOwn.HOOK_ID);

      assertThat(server.hook(server.hooks(), "there")).isEqualTo(202);
      assertThat(server.hook(server.pages(), "here")).isEqualTo(202);
      assertThat(server.hook(server.pages(), "there")).as("a repeat on the other").isEqualTo(202);
      for (String path :
          new String[] {"/", "/sources", "/api/v1/sources", "/readyz", "/metrics", "/app.css"}) {
        assertThat(server.get(server.pages().resolve(path)).statusCode()).as(path).isEqualTo(200);
        HttpResponse<String> there = server.get(server.hooks().resolve(path));
        assertThat(there.statusCode()).as(path).isEqualTo(404);
        assertThat(there.body()).isEmpty();
      }
      assertThat(
              server.get(server.pages().resolve("/hooks/" + ServerOfItsOwn.HOOK_ID)).statusCode())
          .isEqualTo(405);
      assertThat(server.get(server.pages().resolve("/api/v1/sources")).body())
          .contains("\"webhooksAccepted\":3");

      c28_noTrickLeadsAForeignPageToTheApi(server.pages());
    }
  }

  /** A name that somebody else points at loopback stays refused whatever the address looks like. */
  private static void c28_noTrickLeadsAForeignPageToTheApi(URI pages) throws Exception {
    for (String path :
        new String[] {
          "/api/v1/sources",
          "/hooks/../api/v1/sources",
          "/hooks/%2e%2e/api/v1/sources",
          "/hooks/..;/api/v1/sources",
          "//api/v1/sources",
          "/hooks/x/../../api/v1/sources"
        }) {
      try (Socket socket = new Socket(pages.getHost(), pages.getPort())) {
        socket
            .getOutputStream()
            .write(
                ("GET "
                        + path
                        + " HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: localhost\r\n"
                        + "Connection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
        String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(answer).as(path).matches("(?s)HTTP/1.1 (403|404) .*");
        assertThat(answer).as(path).doesNotContain("gitlab.invalid");
      }
    }
  }

  @Test
  void aBusyPortIsSaidAndNothingIsStarted() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int busy = taken.getLocalPort();
      int other = free.getLocalPort();
      free.close();
      try (ServerOfItsOwn server = new ServerOfItsOwn(folder, other, busy)) {
        assertThat(ServerOfItsOwn.exitCode(server.launch())).isEqualTo(2);
        assertThat(server.printed(0))
            .contains("throughline: cannot listen for webhooks on 127.0.0.1:" + busy)
            .contains("server.hooks.listen", "in use", "another port")
            .doesNotContain("Pages ", "\tat ");
      }
      try (ServerOfItsOwn server = new ServerOfItsOwn(folder, busy, other)) {
        assertThat(ServerOfItsOwn.exitCode(server.launch())).isEqualTo(2);
        assertThat(server.printed(0))
            .contains("throughline: cannot listen for pages and API on 127.0.0.1:" + busy)
            .contains("server.listen", "in use", "another port")
            .doesNotContain("Pages ", "\tat ");
      }
    }
  }
}
