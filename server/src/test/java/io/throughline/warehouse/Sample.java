package io.throughline.warehouse;

import static io.throughline.warehouse.Telling.id;

import io.throughline.model.fact.Account;
import io.throughline.model.fact.Deployment;
import io.throughline.model.fact.MergeRequest;
import io.throughline.model.fact.MergeRequestCommit;
import io.throughline.model.fact.MergeRequestFile;
import io.throughline.model.fact.Project;
import io.throughline.model.fact.Release;
import io.throughline.model.fact.ReviewEvent;
import io.throughline.model.fact.ReviewEventKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Facts of a small project, of which tests change what they are about. */
final class Sample {
  static final long ADA = id(1);
  static final long BOB = id(2);
  static final long BOT = id(3);
  static final long AGENT = id(4);
  static final long CHECKOUT = id(10);
  static final long KIT = id(11);

  private Sample() {}

  /** Monday the 4th of May 2026 is day 4. */
  static Instant may(int day, int hour) {
    return Instant.parse("2026-05-%02dT%02d:00:00Z".formatted(day, hour));
  }

  static Telling[] people() {
    return new Telling[] {
      Telling.page(new Account(ADA, "ada", "Ada", null, false, "active")),
      Telling.page(new Account(BOB, "bob", "Bob", null, false, "active")),
      Telling.page(new Account(BOT, "renovate-acme", "Renovate", null, null, "active")),
      Telling.page(new Account(AGENT, "robo-writer", "Writer", null, true, "active")),
      Telling.page(project(CHECKOUT, "acme/checkout")),
      Telling.page(project(KIT, "acme/kit"))
    };
  }

  static Project project(long id, String path) {
    return new Project(id, path, path, "https://x/" + path, "main", may(1, 0), false, false);
  }

  /** A merge request whose fields are set one by one. */
  static final class Mr {
    final long id;
    long project = CHECKOUT;
    Long author = ADA;
    String source = "feature";
    String target = "main";
    String state = "merged";
    boolean draft;
    Instant created = may(4, 10);
    @Nullable Instant merged = may(8, 10);
    @Nullable Instant closed;
    @Nullable String mergeSha;
    @Nullable String squashSha;
    String title = "Title";
    String labels = "";
    @Nullable Long revertsIid;
    @Nullable String revertsSha;
    @Nullable String pickOf;
    @Nullable String assistant;
    @Nullable String branchKeys;
    @Nullable String titleKeys;
    @Nullable String descriptionKeys;

    Mr(long number) {
      this.id = id(100 + number);
      this.mergeSha = "%040x".formatted(0xabcdef00L + number);
    }

    MergeRequest fact() {
      return new MergeRequest(
          id,
          project,
          id - id(100),
          title,
          "https://x/mr",
          author,
          source,
          target,
          project,
          state,
          draft,
          created,
          merged,
          closed,
          null,
          null,
          mergeSha,
          squashSha,
          labels,
          revertsIid,
          revertsSha,
          pickOf,
          assistant,
          branchKeys,
          titleKeys,
          descriptionKeys,
          false);
    }

    Telling page() {
      return Telling.page(fact());
    }

    Telling commits(MergeRequestCommit... commits) {
      return Telling.set(MergeRequestCommit.class, id, "commits", commits);
    }

    Telling files(MergeRequestFile... files) {
      return Telling.set(MergeRequestFile.class, id, "diffs", files);
    }

    Telling events(ReviewEvent... events) {
      return Telling.set(ReviewEvent.class, id, "discussions", events);
    }

    MergeRequestCommit commit(String sha, Instant at) {
      return commit(sha, at, "");
    }

    MergeRequestCommit commit(String sha, Instant at, String keys) {
      return new MergeRequestCommit(id, sha, at, at, null, null, null, keys);
    }

    ReviewEvent event(ReviewEventKind kind, @Nullable Long account, Instant at) {
      return new ReviewEvent(
          id,
          kind + ":" + account + ":" + at,
          kind,
          account,
          null,
          null,
          kind == ReviewEventKind.COMMENT ? "t1" : null,
          at);
    }

    ReviewEvent asked(ReviewEventKind kind, String username, Instant at) {
      return new ReviewEvent(id, kind + username + at, kind, ADA, username, null, null, at);
    }
  }

  static Deployment deployment(
      long number, String environment, String status, @Nullable String sha, Instant finished) {
    return new Deployment(
        id(500 + number),
        CHECKOUT,
        environment,
        null,
        status,
        "main",
        sha,
        ADA,
        finished,
        finished,
        null);
  }

  static Release release(long number, long project, Instant at) {
    return new Release(
        id(600 + number), project, "v" + number, "v" + number, "c0ffee", at, at, null);
  }
}
