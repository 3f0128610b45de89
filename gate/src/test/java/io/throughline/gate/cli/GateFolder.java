package io.throughline.gate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** A folder in which the command is run as a pipeline runs it, and what it printed. */
abstract class GateFolder {
  @TempDir Path folder;
  String out = "";
  String err = "";

  final void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  final String read(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  final String at(String name) {
    return folder.resolve(name).toString();
  }

  /** What it wrote with {@code --json out.json}. */
  final JsonNode json() throws IOException {
    return new ObjectMapper().readTree(folder.resolve("out.json").toFile());
  }

  /** Runs it, whose words are for people whatever happens; the exit code. */
  final int command(String... arguments) {
    StringWriter stdout = new StringWriter();
    StringWriter stderr = new StringWriter();
    int code =
        Main.line()
            .setOut(new PrintWriter(stdout))
            .setErr(new PrintWriter(stderr))
            .execute(arguments);
    out = stdout.toString();
    err = stderr.toString();
    assertThat(out + err).doesNotContain("\tat ").doesNotContain("Exception");
    return code;
  }
}
