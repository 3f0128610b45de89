package io.throughline.gate.init;

import io.throughline.gate.Build;
import io.throughline.gate.init.Answers.Ci;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the starter kit into a repository. */
@Command(
    name = "init",
    description = {
      "Writes into a repository what it needs to take part: the rules of its gates, the stage of"
          + " its pipeline that judges, and for a service an environment for tests, rollouts and"
          + " what tells of deployments.",
      "What is there already is left as it is."
    },
    mixinStandardHelpOptions = true,
    version = "throughline-gate 0.1.0",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:every file is there now, written or kept",
      " 1:a file could not be written",
      "64:the command was used wrongly"
    },
    footerHeading = "%nExample:%n",
    footer =
        "  throughline-gate init --service checkout --kind service --team payments --ci gitlab")
public final class InitCommand implements Callable<Integer> {
  private static final int DONE = 0;
  private static final int NOT_WRITTEN = 1;
  private static final String BOTH = "both";

  private final Supplier<@Nullable Questions> terminal;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "FOLDER",
      arity = "0..1",
      description = "The repository (default: this folder).")
  private Path folder = Path.of("");

  @Option(names = "--service", paramLabel = "ID", description = "What the repository builds.")
  private @Nullable String service;

  @Option(names = "--kind", paramLabel = "KIND", description = "service or library.")
  private @Nullable String kind;

  @Option(names = "--team", paramLabel = "ID", description = "Team that owns it.")
  private @Nullable String team;

  @Option(names = "--ci", paramLabel = "CI", description = "gitlab, jenkins or both.")
  private @Nullable String ci;

  @Option(names = "--dry-run", description = "Print what would be written, and write nothing.")
  private boolean dryRun;

  /** A command that asks whoever sits at the terminal. */
  public InitCommand() {
    this(Terminal::attached);
  }

  InitCommand(Supplier<@Nullable Questions> terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    PrintWriter out = line().getOut();
    PrintWriter err = line().getErr();
    if (!Files.isDirectory(folder)) {
      throw wrong("there is no folder " + folder);
    }
    try {
      Repository repository = new Repository(folder);
      Guess guess = Guess.of(repository.root());
      Answers answers = answers(guess);
      out.println(
          "%s, a %s of %s".formatted(answers.service(), answers.kind(), answers.team())
              + (dryRun ? "; nothing is written" : ""));
      List<KitFile> files = Kit.files(answers);
      // All are looked at before one is written: half a kit would be worse than none.
      for (KitFile file : files) {
        repository.has(file);
      }
      for (KitFile file : files) {
        tell(out, repository, file);
      }
      warn(out, guess.said(), answers);
      out.println("What is left to do:");
      NextSteps.of(answers).forEach(step -> out.println("  - " + step));
      return DONE;
    } catch (AccessDeniedException e) {
      err.println("throughline-gate: the kit could not be written: no right to " + e.getFile());
      return NOT_WRITTEN;
    } catch (IOException e) {
      err.println("throughline-gate: the kit could not be written: " + e.getMessage());
      return NOT_WRITTEN;
    } finally {
      out.flush();
      err.flush();
    }
  }

  private void tell(PrintWriter out, Repository repository, KitFile file) throws IOException {
    if (dryRun) {
      boolean kept = repository.has(file);
      out.println((kept ? "kept     " : "new      ") + file.path());
      if (!kept) {
        file.text().lines().forEach(text -> out.println("  | " + text));
      }
      return;
    }
    out.println((repository.write(file) ? "written  " : "kept     ") + file.path());
  }

  /** Files of two minds in one repository would only be noticed when a build is judged. */
  private static void warn(PrintWriter out, @Nullable Build said, Answers answers) {
    if (said != null
        && !(answers.service().equals(said.service())
            && answers.kind().equals(said.kind())
            && answers.team().equals(said.team()))) {
      out.println(
          "gates.yaml was kept and says something else; a build is judged by what it says.");
    }
  }

  private Answers answers(Guess guess) {
    @Nullable Questions questions = terminal.get();
    Build said = guess.said();
    String known =
        found(
            "--service",
            "What does this repository build",
            service,
            said == null ? null : said.service(),
            guess.service(),
            questions);
    checkId("--service", known);
    String what =
        found(
            "--kind",
            "Is it a service or a library",
            kind,
            said == null ? null : said.kind(),
            guess.kind(),
            questions);
    if (!what.equals(Answers.SERVICE) && !what.equals(Answers.LIBRARY)) {
      throw wrong("--kind is service or library");
    }
    String owner =
        found(
            "--team",
            "Which team owns it",
            team,
            said == null ? null : said.team(),
            null,
            questions);
    checkId("--team", owner);
    String builder =
        found(
            "--ci",
            "Is it built by gitlab, jenkins or both",
            ci,
            null,
            word(guess.ci()),
            questions);
    return new Answers(known, what, owner, systems(builder));
  }

  /** What was asked for; else what is there; else what somebody says; else what is likely. */
  private String found(
      String flag,
      String question,
      @Nullable String asked,
      @Nullable String said,
      @Nullable String likely,
      @Nullable Questions questions) {
    if (asked != null) {
      return asked;
    }
    if (said != null) {
      return said;
    }
    String answer = null;
    if (questions != null) {
      String told = questions.ask(question + (likely == null ? "? " : "? [" + likely + "] "));
      answer = told == null || told.isBlank() ? null : told.strip();
    }
    if (answer == null) {
      answer = likely;
    }
    if (answer == null) {
      throw wrong("nothing here tells what " + flag + " is; say it");
    }
    return answer;
  }

  private void checkId(String flag, String id) {
    if (!Ids.isId(id)) {
      throw wrong(
          flag
              + " takes an id: lower-case letters, digits, dot, dash and underscore, at most 63, a"
              + " letter or digit first");
    }
  }

  private static @Nullable String word(Set<Ci> systems) {
    return switch (systems.size()) {
      case 0 -> null;
      case 1 -> systems.iterator().next().name().toLowerCase(Locale.ROOT);
      default -> BOTH;
    };
  }

  private Set<Ci> systems(String word) {
    return switch (word) {
      case "gitlab" -> EnumSet.of(Ci.GITLAB);
      case "jenkins" -> EnumSet.of(Ci.JENKINS);
      case BOTH -> EnumSet.allOf(Ci.class);
      default -> throw wrong("--ci is gitlab, jenkins or both");
    };
  }

  private picocli.CommandLine line() {
    return Objects.requireNonNull(spec).commandLine();
  }

  private ParameterException wrong(String message) {
    return new ParameterException(line(), message);
  }
}
