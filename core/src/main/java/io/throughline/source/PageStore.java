package io.throughline.source;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Stores what carries no version of its own: sets (the commits of a merge request) and things
 * without {@code updated_at} (releases, members).
 *
 * <p>Their delivery key holds {@code taken_at}. So a set that is read again is stored whole again,
 * even where only one of its pages changed, and a change back (A, B, A) is not taken for a repeat
 * of the first A. What is only looked at on a timer is stored when it differs from what was stored
 * last, whose digest is the cursor.
 */
public final class PageStore {
  private PageStore() {}

  /** The pages of one set; {@code taken_at} is added. */
  public static void set(FeedRun run, String kind, Map<String, String> ids, List<byte[]> pages) {
    Map<String, String> context = taken(run, ids);
    for (int page = 0; page < pages.size(); page++) {
      run.store(kind, context, key(kind, context, page, pages.get(page)), pages.get(page));
    }
  }

  /** Stores the pages of a set if they differ from those stored last under this scope. */
  public static void ifChanged(
      FeedRun run, String scope, String kind, Map<String, String> ids, List<byte[]> pages) {
    MessageDigest digest = sha256();
    pages.forEach(digest::update);
    String now = HexFormat.of().formatHex(digest.digest());
    if (!run.cursor(scope).equals(Optional.of(now))) {
      set(run, kind, ids, pages);
      run.saveCursor(scope, now);
    }
  }

  /** The ids and when this reading began. */
  public static Map<String, String> taken(FeedRun run, Map<String, String> ids) {
    Map<String, String> context = new HashMap<>(ids);
    context.put("taken_at", run.clock().instant().toString());
    return context;
  }

  /** Unique to one page of one reading. */
  public static String key(String kind, Map<String, String> context, int page, byte[] body) {
    MessageDigest digest = sha256();
    String head = kind + '\n' + new TreeMap<>(context) + '\n' + page + '\n';
    digest.update(head.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest.digest(body));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
