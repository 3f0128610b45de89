package io.throughline.gate.cli;

import io.throughline.config.ConfigException;
import io.throughline.config.GatesReader;
import io.throughline.gate.Build;
import io.throughline.gate.BuildVerdict;
import io.throughline.gate.ChangedLines;
import io.throughline.gate.GateRules;
import io.throughline.gate.Judge;
import io.throughline.gate.Unreadable;
import io.throughline.gate.Verdict;
import io.throughline.gate.cli.ReportReader.Reports;
import io.throughline.gate.init.InitCommand;
import io.throughline.report.known.KnownFormats;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Judges a build. */
@Command(
    name = "throughline-gate",
    subcommands = InitCommand.class,
    commandListHeading = "%nTo begin with:%n",
    description = {
      "Judges a build by its reports and the rules of its gates, and tells a pipeline by the exit"
          + " code whether it may go on.",
      "It looks for reports in the folders that are given and tells their formats by what they"
          + " hold: JUnit, Cobertura, JaCoCo, LCOV, Clover, Trivy, SARIF, GitLab's code quality and"
          + " security reports, ZAP, JMeter, Playwright, Mochawesome, OpenAPI with HAR."
    },
    mixinStandardHelpOptions = true,
    version = "throughline-gate 0.1.0",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:every gate that applies has passed, or somebody answers for what does not hold",
      " 1:a gate failed",
      " 2:a report or the rules cannot be read, so there is no verdict",
      " 3:nothing says whether a gate holds",
      "64:the command was used wrongly"
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  throughline-gate --service checkout --commit $CI_COMMIT_SHA target/ coverage/",
      "",
      "With --server it sends the verdict with its evidence to the server; a verdict that cannot be"
          + " sent is none, and so no pass.",
      "",
      "In a pipeline of GitLab it comments on the merge request and sets the status of the commit"
          + " when THROUGHLINE_GITLAB_TOKEN holds a token for the API."
    })
final class GateCommand implements Callable<Integer> {
  private static final String USUAL = "gates.yaml";

  /** Reads a day. */
  static final class Day implements ITypeConverter<LocalDate> {
    @Override
    public LocalDate convert(String text) {
      try {
        return LocalDate.parse(text);
      } catch (DateTimeParseException e) {
        throw new TypeConversionException(
            "\"" + Plain.of(text) + "\" is no day; expected one like 2026-05-15");
      }
    }
  }

  /** What happens when there is no verdict. */
  enum OnError {
    FAIL,
    WARN
  }

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "FOLDER",
      arity = "0..*",
      description =
          "Folders or files with reports (default: this folder). One that is called init is"
              + " ./init")
  private List<Path> folders = List.of(Path.of(""));

  @Option(
      names = {"-r", "--rules"},
      paramLabel = "FILE",
      description =
          "gates.yaml or throughline.yaml (default: gates.yaml when it is there, else the rules"
              + " that ship).")
  private @Nullable Path rules;

  @Option(names = "--service", paramLabel = "ID", description = "Service that was built.")
  private @Nullable String service;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "service or library (default: as the rules say, else service).")
  private @Nullable String kind;

  @Option(names = "--team", paramLabel = "ID", description = "Team that owns it.")
  private @Nullable String team;

  @Option(
      names = "--commit",
      paramLabel = "SHA",
      defaultValue = "${env:CI_COMMIT_SHA:-${env:GIT_COMMIT}}",
      description = "Commit that was built (default: CI_COMMIT_SHA or GIT_COMMIT).")
  private @Nullable String commit;

  @Option(
      names = "--image",
      paramLabel = "DIGEST",
      description =
          "Digest of the image that was built, sha256:...; a scan that names another one is no"
              + " verdict.")
  private @Nullable String image;

  @Option(
      names = "--branch",
      paramLabel = "NAME",
      defaultValue =
          "${env:CI_MERGE_REQUEST_SOURCE_BRANCH_NAME:-${env:CI_COMMIT_REF_NAME:-${env:BRANCH_NAME}}}",
      description = "Branch that was built (default: as GitLab or Jenkins says).")
  private @Nullable String branch;

  @Option(
      names = "--build",
      paramLabel = "RUN",
      defaultValue = "${env:CI_PIPELINE_URL:-${env:BUILD_URL}}",
      description =
          "Number or address of the pipeline's run (default: CI_PIPELINE_URL or BUILD_URL).")
  private @Nullable String run;

  @Option(
      names = "--diff",
      paramLabel = "FILE",
      description =
          "What git diff wrote of the change, for new_line_coverage: git diff -U0 main...HEAD >"
              + " change.diff")
  private @Nullable Path diff;

  @Option(
      names = "--baseline",
      paramLabel = "PATH",
      description =
          "Folder or file with the last release's load test, for p95_growth_since_last_release; a"
              + " folder without one says that nothing was released before (default: as the server"
              + " says, when one is named). Its reports are none of the build's.")
  private @Nullable Path baseline;

  @Option(
      names = "--day",
      paramLabel = "DATE",
      converter = Day.class,
      description = "Day on which waivers have to hold (default: today, UTC).")
  private @Nullable LocalDate day;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the verdict as JSON.")
  private @Nullable Path json;

  @Option(names = "--markdown", paramLabel = "FILE", description = "Write it as Markdown.")
  private @Nullable Path markdown;

  @Option(names = "--junit", paramLabel = "FILE", description = "Write it as a report of tests.")
  private @Nullable Path junit;

  @Option(
      names = "--code-quality",
      paramLabel = "FILE",
      description = "Write what does not hold as GitLab's code quality report.")
  private @Nullable Path codeQuality;

  @Option(
      names = "--server",
      paramLabel = "URL",
      defaultValue = "${env:THROUGHLINE_SERVER}",
      description =
          "Address of the Throughline server that the verdict is sent to, or that of its uploads'"
              + " webhook (default: THROUGHLINE_SERVER; without it nothing is sent). The token is"
              + " taken from THROUGHLINE_SERVER_TOKEN.")
  private @Nullable String server;

  @Option(
      names = "--on-error",
      paramLabel = "WHAT",
      defaultValue = "fail",
      description =
          "fail or warn: with warn a build goes on when there is no verdict because something"
              + " cannot be read (default: fail).")
  private OnError onError = OnError.FAIL;

  @Option(
      names = "--colour",
      negatable = true,
      description = "Colour the table (default: no; never in a log that cannot show it).")
  private boolean colour;

  @Option(
      names = {"-q", "--quiet"},
      description = "Print nothing but errors.")
  private boolean quiet;

  @Override
  public Integer call() throws Exception {
    CommandSpec known = Objects.requireNonNull(spec);
    PrintWriter out = known.commandLine().getOut();
    PrintWriter err = known.commandLine().getErr();
    if (kind != null && !kind.equals("service") && !kind.equals("library")) {
      throw wrong("--kind is service or library, not " + Plain.of(kind));
    }
    String address = empty(server);
    if (address != null && !EvidenceServer.isAddress(address)) {
      throw wrong("--server is no address like https://throughline.acme.io");
    }
    for (Path folder : folders) {
      if (!Files.exists(folder)) {
        throw wrong("there is no " + folder + "; name folders or files that are there");
      }
    }
    if (baseline != null && !Files.exists(baseline)) {
      throw wrong(
          "there is no "
              + Plain.of(baseline.toString())
              + "; before the first release let --baseline be an empty folder");
    }
    BuildVerdict verdict;
    try {
      verdict = verdict(address);
    } catch (ConfigException e) {
      e.problems().forEach(problem -> err.println("throughline-gate: " + problem));
      return unreadable(err);
    } catch (IOException e) {
      err.println("throughline-gate: " + Plain.of(e));
      return unreadable(err);
    }
    write(json, verdict, JsonText::of);
    write(markdown, verdict, MarkdownText::of);
    write(junit, verdict, JUnitText::of);
    write(codeQuality, verdict, CodeQualityText::of);
    if (!quiet) {
      out.print(TableText.of(verdict, colour));
      out.println();
      out.flush();
    }
    Optional<GitLabComment> gitlab = GitLabComment.of(System.getenv());
    if (gitlab.isPresent()) {
      // The verdict stands, whether GitLab hears of it or not.
      gitlab.get().tell(verdict).forEach(fault -> err.println("throughline-gate: " + fault));
    }
    int own =
        verdict.verdict() == Verdict.UNREADABLE ? unreadable(err) : ExitCode.of(verdict.verdict());
    return address == null ? own : sent(address, verdict, own, err);
  }

  /** The exit code after the verdict was sent; what failed has failed, whoever hears of it. */
  private int sent(String address, BuildVerdict verdict, int own, PrintWriter err)
      throws InterruptedException {
    EvidenceServer.Answer answer =
        EvidenceServer.at(address, System.getenv()).send(JsonText.of(verdict));
    if (answer.fault().isEmpty()) {
      return own;
    }
    err.println("throughline-gate: " + answer.fault());
    if (answer.misused()) {
      return own == ExitCode.PASS ? ExitCode.USAGE : own;
    }
    return own == ExitCode.PASS ? unreadable(err) : own;
  }

  private BuildVerdict verdict(@Nullable String address)
      throws IOException, ConfigException, InterruptedException {
    Build build =
        new Build(
            service,
            kind == null ? "" : kind,
            team,
            empty(commit),
            empty(image),
            empty(branch),
            empty(run));
    // The first file that is read loads a thousand classes; that goes on beside the rules.
    CompletableFuture<Void> loading =
        CompletableFuture.runAsync(() -> KnownFormats.of(new byte[] {'<', 'a', '/', '>'}));
    GateRules known = rules(build);
    loading.join();
    ChangedLines changes = diff == null ? null : DiffFile.read(diff);
    Baseline before = new Baseline(known, baseline, address);
    Reports reports =
        new ReportReader(known).read(before.without(new ReportFinder(known).in(folders)));
    Baseline.Known last = before.read(System.getenv());
    List<Unreadable> unreadable = new ArrayList<>(reports.unreadable());
    unreadable.addAll(last.unreadable());
    return new Judge(
            known, day == null ? LocalDate.now(ZoneOffset.UTC) : day, changes, last.release())
        .verdict(reports.files(), reports.lines(), unreadable);
  }

  private GateRules rules(Build build) throws IOException, ConfigException {
    Path file = rules != null ? rules : Path.of(USUAL);
    if (rules == null && !Files.exists(file)) {
      return GatesReader.shipped(build);
    }
    if (!Files.isReadable(file)) {
      throw new IOException("the rules cannot be read: there is no file " + file);
    }
    return GatesReader.read(file.toString(), Files.readAllBytes(file), build);
  }

  private int unreadable(PrintWriter err) {
    if (onError == OnError.WARN) {
      err.println(
          "throughline-gate: there is no verdict; the build goes on because of --on-error=warn");
      return ExitCode.PASS;
    }
    return ExitCode.UNREADABLE;
  }

  private static @Nullable String empty(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }

  private static void write(
      @Nullable Path file, BuildVerdict verdict, Function<BuildVerdict, String> text)
      throws IOException {
    if (file != null) {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.writeString(file, text.apply(verdict));
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }
}
