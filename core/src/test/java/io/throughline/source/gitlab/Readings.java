package io.throughline.source.gitlab;

import io.throughline.source.Feed;
import io.throughline.source.FeedRun;
import io.throughline.source.MemoryRun;
import io.throughline.source.SourceException;
import io.throughline.source.http.JdkHttpDoor;
import io.throughline.source.http.TestDoors;
import io.throughline.source.http.TurningClock;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A fake GitLab with a door to it and a memory of what was read. */
final class Readings implements AutoCloseable {
  private static final Pattern VERSION =
      Pattern.compile("\"id\":([0-9]+),\"iid\":[0-9]+,\"updated_at\":\"([^\"]+)\"");

  final FakeGitLab gitlab = new FakeGitLab();
  final TurningClock clock = new TurningClock(TestDoors.NOON);
  final MemoryRun.Memory memory = new MemoryRun.Memory();
  final JdkHttpDoor door = TestDoors.open(gitlab.address(), clock);

  FeedRun run(Feed feed) {
    return new MemoryRun(memory, feed.id(), door, clock);
  }

  void read(Feed feed) throws SourceException, InterruptedException {
    feed.read(run(feed));
  }

  /** Every version of a thing that was stored from these lists: {@code id@updated_at}. */
  Set<String> versions(String kind) {
    Set<String> versions = new TreeSet<>();
    for (MemoryRun.Stored page : memory.of(kind)) {
      Matcher all = VERSION.matcher(page.body());
      while (all.find()) {
        versions.add(all.group(1) + "@" + all.group(2));
      }
    }
    return versions;
  }

  /** The versions that GitLab has now. */
  Set<String> present(long project, String what) {
    return gitlab.all(project, what).values().stream()
        .map(thing -> thing.id() + "@" + thing.updatedAt())
        .collect(Collectors.toCollection(HashSet::new));
  }

  @Override
  public void close() {
    door.close();
    gitlab.close();
  }
}
