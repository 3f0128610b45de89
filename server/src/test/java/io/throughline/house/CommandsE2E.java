package io.throughline.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that ask the server that runs, wherever it listens. */
class CommandsE2E {
  private static final Pattern LINK = Pattern.compile("(http://\\S+/mine/enter\\?key=\\S+)");

  @TempDir Path folder;

  @Test
  void commandsFindTheServerAndSayWhenThereIsNone() throws Exception {
    int other;
    try (ServerSocket socket = new ServerSocket(0)) {
      other = socket.getLocalPort();
    }
    try (ServerOfItsOwn server = new ServerOfItsOwn(folder)) {
      Process running = server.start("--port", String.valueOf(other));

      assertThat(ServerOfItsOwn.exitCode(server.launch("link", "ana"))).isZero();
      Matcher link = LINK.matcher(server.printed(1));
      assertThat(link.find()).as(server.printed(1)).isTrue();
      URI address = URI.create(link.group(1));
      assertThat(address.getPort()).isEqualTo(other);
      assertThat(server.get(address).statusCode()).isEqualTo(303);
      assertThat(server.get(URI.create(address + "x")).statusCode()).isEqualTo(404);

      assertThat(ServerOfItsOwn.exitCode(server.launch("link", "bob"))).isEqualTo(2);
      assertThat(server.printed(2)).contains("there is no person bob in ");

      assertThat(ServerOfItsOwn.exitCode(server.launch("rebuild"))).isZero();
      assertThat(server.printed(3)).contains("The running server rebuilds");

      running.destroy();
      assertThat(ServerOfItsOwn.exitCode(running)).isZero();
      assertThat(ServerOfItsOwn.exitCode(server.launch("link", "ana"))).isEqualTo(2);
      assertThat(server.printed(4)).contains("no server runs on ").contains("start it first");
    }
  }
}
