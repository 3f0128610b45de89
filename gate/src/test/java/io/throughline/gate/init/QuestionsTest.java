package io.throughline.gate.init;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What somebody at a terminal is asked, and what not. */
class QuestionsTest {
  @TempDir Path temp;

  private final List<String> asked = new ArrayList<>();
  private final StringWriter out = new StringWriter();

  /** Somebody who says these things, and then leaves. */
  private Questions somebody(String... answers) {
    Deque<String> left = new ArrayDeque<>(List.of(answers));
    return new Questions() {
      @Override
      public @Nullable String ask(String question) {
        asked.add(question);
        return left.poll();
      }
    };
  }

  private int run(Questions questions, String... arguments) {
    return new CommandLine(new InitCommand(() -> questions))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(out))
        .setParameterExceptionHandler((e, all) -> 64)
        .execute(arguments);
  }

  private Path folder() throws IOException {
    return Files.createDirectories(temp.resolve("Checkout"));
  }

  @Test
  void whatIsMissingIsAskedWithWhatIsLikely() throws IOException {
    Path folder = folder();
    Files.createFile(folder.resolve("Dockerfile"));
    Files.createFile(folder.resolve("Jenkinsfile"));
    assertThat(run(somebody("", "", " payments ", ""), folder.toString())).isZero();
    assertThat(asked)
        .containsExactly(
            "What does this repository build? [checkout] ",
            "Is it a service or a library? [service] ",
            "Which team owns it? ",
            "Is it built by gitlab, jenkins or both? [jenkins] ");
    assertThat(out.toString()).startsWith("checkout, a service of payments\n");
    assertThat(folder.resolve(".throughline/Jenkinsfile.gates")).exists();
    assertThat(folder.resolve(".throughline/gitlab-ci.yml")).doesNotExist();
  }

  @Test
  void whatWasSaidIsNotAsked() throws IOException {
    Path folder = folder();
    assertThat(
            run(somebody("library"), folder.toString(), "--service=a", "--team=b", "--ci=gitlab"))
        .isZero();
    assertThat(asked).containsExactly("Is it a service or a library? ");
    asked.clear();
    assertThat(run(somebody("both"), folder.toString())).isZero();
    assertThat(asked).as("the rest stands in gates.yaml").hasSize(1);
  }

  @Test
  void whoLeavesWritesNothing() throws IOException {
    Path folder = folder();
    assertThat(run(somebody("a", "service"), folder.toString())).isEqualTo(64);
    assertThat(run(somebody("a b", "service", "b", "both"), folder.toString())).isEqualTo(64);
    assertThat(run(somebody("a", "thing", "b", "both"), folder.toString())).isEqualTo(64);
    assertThat(folder).isEmptyDirectory();
  }
}
