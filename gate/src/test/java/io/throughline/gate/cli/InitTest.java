package io.throughline.gate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The starter kit as a team gets it: what is written, what is kept, what is refused. */
class InitTest {
  private static final List<String> ALL =
      List.of("--service=checkout", "--kind=service", "--team=payments", "--ci=both");

  @TempDir Path temp;
  private Path folder;
  private String out = "";
  private String err = "";

  @BeforeEach
  void folder() throws IOException {
    folder = Files.createDirectories(temp.resolve("repository"));
  }

  private int run(List<String> flags, String... more) {
    List<String> all = new ArrayList<>(List.of("init"));
    all.addAll(flags);
    all.addAll(Arrays.asList(more));
    all.add(folder.toString());
    StringWriter stdout = new StringWriter();
    StringWriter stderr = new StringWriter();
    int code =
        Main.line()
            .setOut(new PrintWriter(stdout))
            .setErr(new PrintWriter(stderr))
            .execute(all.toArray(String[]::new));
    out = stdout.toString();
    err = stderr.toString();
    assertThat(out + err).doesNotContain("\tat ").doesNotContain("Exception");
    return code;
  }

  private static Map<String, String> contents(Path root) throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        all.put(
            root.relativize(path).toString(), Files.readString(path, StandardCharsets.ISO_8859_1));
      }
    }
    return all;
  }

  @Test
  void everyFileIsWrittenAndTold() throws IOException {
    assertThat(run(ALL)).isZero();
    Map<String, String> files = contents(folder);
    assertThat(files).hasSize(13);
    assertThat(files.keySet()).allMatch(path -> out.contains("written  " + path + "\n"));
    assertThat(out)
        .startsWith("checkout, a service of payments\n")
        .contains("What is left to do:\n")
        .doesNotContain("kept");
    Path script = folder.resolve(".throughline/sonarqube-webhook.sh");
    assertThat(script).isExecutable();
    assertThat(folder.resolve("gates.yaml")).isReadable();
    assertThat(Files.isExecutable(folder.resolve("gates.yaml"))).isFalse();
  }

  @Test
  void aSecondRunWritesNothing() throws IOException {
    assertThat(run(ALL)).isZero();
    Map<String, String> before = contents(folder);
    assertThat(run(ALL)).isZero();
    assertThat(contents(folder)).isEqualTo(before);
    assertThat(out).contains("kept     gates.yaml\n").doesNotContain("written");
    // What it is stands in gates.yaml by now; only the systems that build it are not known.
    assertThat(run(List.of("--ci=both"))).isZero();
    assertThat(out).startsWith("checkout, a service of payments\n").doesNotContain("written");
    assertThat(contents(folder)).isEqualTo(before);
  }

  @Test
  void whatIsThereIsLeftByteByByte() throws IOException {
    byte[] own = {0, 1, (byte) 0xff, '\r', '\n'};
    Files.createDirectories(folder.resolve(".throughline/load"));
    List<String> mine = List.of("garden.yml", ".throughline/load/plan.jmx", "gates.yaml");
    for (String name : mine) {
      Files.write(folder.resolve(name), own);
    }
    assertThat(run(ALL)).isZero();
    for (String name : mine) {
      assertThat(folder.resolve(name)).hasBinaryContent(own);
      assertThat(out).contains("kept     " + name + "\n");
    }
    assertThat(contents(folder)).hasSize(13);
  }

  @Test
  void rulesThatSaySomethingElseAreTold() throws IOException {
    Files.writeString(folder.resolve("gates.yaml"), "service: cart\nkind: library\nteam: shop\n");
    assertThat(run(ALL)).isZero();
    assertThat(out).contains("gates.yaml was kept and says something else");
    assertThat(run(List.of("--ci=gitlab"))).isZero();
    assertThat(out).startsWith("cart, a library of shop\n").doesNotContain("something else");
  }

  @Test
  void aTrialWritesNothingAndShowsAll() throws IOException {
    Files.writeString(folder.resolve("garden.yml"), "mine\n");
    assertThat(run(ALL, "--dry-run")).isZero();
    assertThat(contents(folder)).containsOnlyKeys("garden.yml");
    assertThat(out)
        .contains("new      gates.yaml\n")
        .contains("  | service: \"checkout\"\n")
        .contains("kept     garden.yml\n")
        .doesNotContain("garden.io/v2");
  }

  @Test
  void theFolderTellsWhatItIs() throws IOException {
    Files.createFile(folder.resolve("pom.xml"));
    Files.createFile(folder.resolve(".gitlab-ci.yml"));
    assertThat(run(List.of("--team=payments"))).isZero();
    assertThat(out).startsWith("repository, a library of payments\n");
    assertThat(contents(folder))
        .containsOnlyKeys(
            "pom.xml",
            ".gitlab-ci.yml",
            "gates.yaml",
            ".throughline/gitlab-ci.yml",
            ".throughline/sonarqube-webhook.sh");
    Files.createFile(folder.resolve("Dockerfile"));
    Files.createFile(folder.resolve("Jenkinsfile"));
    Files.delete(folder.resolve("gates.yaml"));
    assertThat(run(List.of("--team=payments"))).isZero();
    assertThat(out).startsWith("repository, a service of payments\n");
    assertThat(contents(folder)).containsKeys(".throughline/Jenkinsfile.garden", "garden.yml");
  }

  @Test
  void inAPipelineNobodyIsAsked() throws IOException {
    assertThat(run(List.of("--service=a", "--kind=service", "--ci=gitlab"))).isEqualTo(64);
    assertThat(err).contains("nothing here tells what --team is; say it").contains("Try --help.");
    assertThat(run(List.of("--service=a", "--team=b", "--ci=gitlab"))).isEqualTo(64);
    assertThat(err).contains("--kind");
    assertThat(run(List.of("--service=a", "--team=b", "--kind=service"))).isEqualTo(64);
    assertThat(err).contains("--ci");
    assertThat(run(List.of("--service=a", "--team=b", "--kind=thing"))).isEqualTo(64);
    assertThat(run(List.of("--service=a", "--team=b", "--kind=service", "--ci=x"))).isEqualTo(64);
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Checkout",
        "../up",
        "a b",
        "a\nb",
        "$(id)",
        "a;b",
        "a\"",
        "a'",
        "{{team}}",
        "",
        "-a"
      })
  void whatIsNoIdIsRefused(String id) throws IOException {
    assertThat(run(List.of("--kind=service", "--team=b", "--ci=both", "--service=" + id)))
        .isEqualTo(64);
    assertThat(err).contains("--service takes an id").doesNotContain("\"\"");
    assertThat(run(List.of("--kind=service", "--service=a", "--ci=both", "--team=" + id)))
        .isEqualTo(64);
    assertThat(err).contains("--team takes an id");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void noLinkLeadsOutOfTheFolder() throws IOException {
    assumeThat(FileSystems.getDefault().supportedFileAttributeViews()).contains("posix");
    Path outside = Files.createDirectories(temp.resolve("outside"));
    Files.createSymbolicLink(folder.resolve(".throughline"), outside);
    assertThat(run(ALL)).isEqualTo(1);
    assertThat(err).contains(".throughline is a link that leads out of the folder");
    assertThat(outside).isEmptyDirectory();
    assertThat(folder.resolve("gates.yaml")).as("no half a kit").doesNotExist();
    Files.delete(folder.resolve(".throughline"));

    // A link in place of a file is there, wherever it leads, and nothing is written through it.
    Files.createSymbolicLink(folder.resolve("gates.yaml"), outside.resolve("new.yaml"));
    Files.createDirectories(folder.resolve("elsewhere"));
    Files.createSymbolicLink(folder.resolve(".throughline"), Path.of("elsewhere"));
    assertThat(run(ALL)).isZero();
    assertThat(out).contains("kept     gates.yaml\n");
    assertThat(outside).isEmptyDirectory();
    assertThat(folder.resolve("elsewhere/gitlab-ci.yml")).exists();
  }

  @Test
  void whatIsInTheWayIsTold() throws IOException {
    Files.writeString(folder.resolve(".throughline"), "a file");
    assertThat(run(ALL)).isEqualTo(1);
    assertThat(err).contains(".throughline is in the way: it is no folder");
    assertThat(contents(folder)).containsOnlyKeys(".throughline");
    folder = temp.resolve("nowhere");
    assertThat(run(ALL)).isEqualTo(64);
    assertThat(err).contains("there is no folder ");
  }

  /** None of what was written is taken for a report of a build, and the rules can be read. */
  @Test
  void theKitIsNoReport() {
    assertThat(run(ALL)).isZero();
    StringWriter stdout = new StringWriter();
    int code =
        Main.line()
            .setOut(new PrintWriter(stdout))
            .setErr(new PrintWriter(stdout))
            .execute("--rules", folder.resolve("gates.yaml").toString(), folder.toString());
    assertThat(code).isEqualTo(3);
    assertThat(stdout.toString())
        .contains("Gates of checkout")
        .contains("no report of tests was found")
        .doesNotContain("cannot evaluate");
  }

  @Test
  void theCommandStillJudgesWithoutASubcommand() {
    StringWriter stdout = new StringWriter();
    int code = Main.line().setOut(new PrintWriter(stdout)).execute(folder.toString());
    assertThat(code).isEqualTo(3);
    assertThat(stdout.toString()).contains("Exit code 3.");
    assertThat(folder).isEmptyDirectory();
  }
}
