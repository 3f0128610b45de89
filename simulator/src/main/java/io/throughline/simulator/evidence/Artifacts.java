package io.throughline.simulator.evidence;

import io.throughline.simulator.http.Reply;
import io.throughline.simulator.world.GateRun;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What the job that judges a build leaves behind: the verdict, and the reports beside it. */
public final class Artifacts {
  private Artifacts() {}

  /**
   * The files by their paths, each written when it is asked for.
   *
   * @param branch that was built
   * @param build address of the pipeline's run
   */
  public static SortedMap<String, Supplier<byte[]>> of(GateRun run, String branch, String build) {
    SortedMap<String, Supplier<byte[]>> files = new TreeMap<>();
    files.put(GateJson.PATH, () -> GateJson.of(run, branch, build));
    for (ReportFile file : ReportFiles.of(run)) {
      files.put(file.path(), file.content());
    }
    return files;
  }

  /** The answer that is a file. */
  public static Reply reply(String path, byte[] bytes) {
    return Reply.file(type(path.substring(path.lastIndexOf('.') + 1)), bytes);
  }

  private static String type(String ending) {
    return switch (ending) {
      case "json", "sarif", "har" -> "application/json";
      case "xml" -> "application/xml";
      case "csv" -> "text/csv";
      default -> "application/octet-stream";
    };
  }
}
