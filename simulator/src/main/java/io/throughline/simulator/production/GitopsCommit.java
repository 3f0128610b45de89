package io.throughline.simulator.production;

import io.throughline.simulator.world.Account;
import org.jspecify.annotations.Nullable;

/**
 * A commit of the GitOps repository: of one service, onto its main branch.
 *
 * @param from image before; null when there was none
 * @param to image after; the same as before where only settings changed
 * @param fromReplicas how many copies were asked for before
 * @param message whole message, trailers last
 */
public record GitopsCommit(
    String sha,
    Hosting hosting,
    @Nullable Artifact from,
    Artifact to,
    int fromReplicas,
    int toReplicas,
    Account author,
    long at,
    String message) {
  /** Whether another image is to run. */
  public boolean changesImage() {
    return !to.equals(from);
  }

  /** The difference of the one file that it changes, as a unified one. */
  public String diff() {
    if (from == null) {
      String added = "+resources:\n+  - ../../base\n" + image(to, "+") + replicas(toReplicas, "+");
      return "@@ -0,0 +1," + added.lines().count() + " @@\n" + added;
    }
    String keep = " resources:\n   - ../../base\n";
    String before = changesImage() ? version(from, "-") : "";
    String after = version(to, changesImage() ? "+" : " ");
    boolean resized = fromReplicas != toReplicas;
    String count =
        resized ? count(fromReplicas, "-") + count(toReplicas, "+") : count(toReplicas, " ");
    String body = keep + name(to, " ") + before + after + " replicas:\n   - name: app\n" + count;
    long removed = body.lines().filter(line -> line.startsWith("-")).count();
    long added = body.lines().filter(line -> line.startsWith("+")).count();
    long kept = body.lines().count() - removed - added;
    return "@@ -1," + (kept + removed) + " +1," + (kept + added) + " @@\n" + body;
  }

  private static String image(Artifact artifact, String mark) {
    return name(artifact, mark) + version(artifact, mark);
  }

  private static String name(Artifact artifact, String mark) {
    return mark + "images:\n" + mark + "  - name: " + artifact.name() + "\n";
  }

  private static String version(Artifact artifact, String mark) {
    // In quotes, since digits with an e among them would be read as a number.
    String tag = mark + "    newTag: \"" + artifact.tag() + "\"\n";
    return artifact.digest() == null ? tag : tag + mark + "    digest: " + artifact.digest() + "\n";
  }

  private static String replicas(int replicas, String mark) {
    return mark + "replicas:\n" + mark + "  - name: app\n" + count(replicas, mark);
  }

  private static String count(int replicas, String mark) {
    return mark + "    count: " + replicas + "\n";
  }
}
