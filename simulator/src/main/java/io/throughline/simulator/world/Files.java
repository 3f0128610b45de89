package io.throughline.simulator.world;

import io.throughline.simulator.world.ChangedFile.Change;
import io.throughline.simulator.world.ChangedFile.Kind;
import java.util.ArrayList;
import java.util.List;

/** Deals out the files that a merge request touches. */
final class Files {
  private static final List<String> FOLDERS =
      List.of("planner", "api", "store", "session", "billing", "sensor", "report", "net", "core");
  private static final List<String> NAMES =
      List.of("route", "battery", "dock", "invoice", "cart", "signal", "query", "client", "retry");

  private Files() {}

  static List<ChangedFile> of(Plan plan, double medianLines, Dice dice) {
    String end = plan.project().fileEnding();
    List<ChangedFile> files = new ArrayList<>();
    if (plan.kind() == MergeRequest.Kind.BUMP) {
      int lines = 4 + dice.below(60);
      files.add(modified(manifest(plan.project().language()), Kind.SOURCE, 1, 1));
      files.add(modified(lock(plan.project().language()), Kind.LOCK, lines, lines - 2));
      return files;
    }
    int total = (int) Math.max(1, Math.min(6000, dice.around(medianLines, 1.1)));
    int count = Math.max(1, Math.min(12, (int) Math.round(Math.sqrt(total / 12.0))));
    for (int i = 0; i < count; i++) {
      int lines = Math.max(1, total / count + dice.below(5) - 2);
      int added = (int) Math.round(lines * dice.between(0.45, 0.95));
      boolean test = i > 0 && dice.chance(0.35);
      String path = path(test, end, dice, i);
      if (dice.chance(0.25)) {
        files.add(
            new ChangedFile(path, path, kind(test), Change.ADDED, Math.max(1, lines), 0, false));
      } else {
        files.add(modified(path, kind(test), added, lines - added));
      }
    }
    extras(plan, files, end, dice);
    return List.copyOf(files);
  }

  private static void extras(Plan plan, List<ChangedFile> files, String end, Dice dice) {
    String language = plan.project().language();
    if (dice.chance(0.12)) {
      files.add(modified(lock(language), Kind.LOCK, 20 + dice.below(300), dice.below(200)));
    }
    if (dice.chance(0.05)) {
      files.add(modified(generated(language), Kind.GENERATED, 40 + dice.below(400), 30));
    }
    if (dice.chance(0.02)) {
      String path = "vendor/github.com/acme/lib" + dice.below(9) + "/lib" + end;
      files.add(new ChangedFile(path, path, Kind.VENDORED, Change.ADDED, 300, 0, false));
    }
    if (language.equals("typescript") && dice.chance(0.15)) {
      String path = "src/__snapshots__/page" + dice.below(20) + ".test.tsx.snap";
      files.add(modified(path, Kind.SNAPSHOT, 10 + dice.below(80), dice.below(60)));
    }
    if (dice.chance(0.06)) {
      String old = "src/old/" + dice.pick(NAMES) + dice.below(90) + end;
      String name = "src/new/" + dice.pick(NAMES) + dice.below(90) + end;
      int touched = dice.chance(0.5) ? 0 : 1 + dice.below(6);
      files.add(new ChangedFile(old, name, Kind.SOURCE, Change.RENAMED, touched, touched, false));
    }
    if (dice.chance(0.06)) {
      String path = "src/legacy/" + dice.pick(NAMES) + dice.below(90) + end;
      files.add(
          new ChangedFile(path, path, Kind.SOURCE, Change.DELETED, 0, 40 + dice.below(400), false));
    }
    if (dice.chance(0.03)) {
      String path = "docs/images/" + dice.pick(NAMES) + dice.below(90) + ".png";
      files.add(new ChangedFile(path, path, Kind.BINARY, Change.ADDED, 0, 0, false));
    }
    if (dice.chance(0.006)) {
      String path = "src/data/table" + dice.below(9) + end;
      files.add(new ChangedFile(path, path, Kind.SOURCE, Change.ADDED, 9000, 0, true));
    }
  }

  private static ChangedFile modified(String path, Kind kind, int added, int deleted) {
    return new ChangedFile(path, path, kind, Change.MODIFIED, added, Math.max(0, deleted), false);
  }

  private static Kind kind(boolean test) {
    return test ? Kind.TEST : Kind.SOURCE;
  }

  private static String path(boolean test, String end, Dice dice, int number) {
    String name = dice.pick(NAMES) + "_" + dice.below(40) + "_" + number;
    return test
        ? "tests/" + dice.pick(FOLDERS) + "/" + name + "_test" + end
        : "src/" + dice.pick(FOLDERS) + "/" + name + end;
  }

  private static String manifest(String language) {
    return switch (language) {
      case "go" -> "go.mod";
      case "python" -> "pyproject.toml";
      case "cpp" -> "Cargo.toml";
      case "typescript" -> "package.json";
      default -> "build.gradle";
    };
  }

  private static String lock(String language) {
    return switch (language) {
      case "go" -> "go.sum";
      case "python" -> "poetry.lock";
      case "cpp" -> "Cargo.lock";
      case "typescript" -> "package-lock.json";
      default -> "gradle.lockfile";
    };
  }

  private static String generated(String language) {
    return switch (language) {
      case "go" -> "api/robot.pb.go";
      case "python" -> "api/robot_pb2.py";
      case "cpp" -> "api/robot.pb.cc";
      case "typescript" -> "src/generated/robot.ts";
      default -> "src/generated/java/Robot.java";
    };
  }
}
