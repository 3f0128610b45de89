package io.throughline.source.sonarqube;

import io.throughline.source.Due;
import io.throughline.source.Feed;
import io.throughline.source.FeedRun;
import io.throughline.source.Refresh;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.SourceTime;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Analyses of main branches and of pull requests. What is new since the last one that is known is
 * read from the list and the history, and the latest with all that is known of it now. The gate of
 * a main branch is looked at once an hour even so, since somebody's decision about an issue turns
 * it without an analysis, and the webhook that tells of it may be lost.
 *
 * <p>Pull requests come with the editions of the server that have them.
 */
final class AnalysesFeed implements Feed {
  static final String ID = "analyses";
  private static final Duration GATE = Duration.ofHours(1);
  private static final Duration NO_PULL_REQUESTS = Duration.ofDays(1);

  @Override
  public String id() {
    return ID;
  }

  @Override
  public void read(FeedRun run) throws SourceException, InterruptedException {
    String metrics = ProjectsFeed.metrics(run);
    EachProject.read(
        run,
        "analyses",
        project -> {
          SubjectReading main =
              new SubjectReading(run, metrics, main(project), "main/" + project.key());
          if (main.readNew()) {
            Due.done(run, "gate/" + project.key());
          } else if (Due.now(run, "gate/" + project.key(), GATE)) {
            main.readGate();
            Due.done(run, "gate/" + project.key());
          }
          pullRequests(run, metrics, project.key());
        });
  }

  private static Subject main(ProjectsFeed.Known project) {
    return new Subject(
        project.key(), true, project.branch().isEmpty() ? null : project.branch(), null);
  }

  private static void pullRequests(FeedRun run, String metrics, String project)
      throws SourceException, InterruptedException {
    String none = "no_pull_requests/" + project;
    if (run.cursor(none).isPresent() && !Due.now(run, none, NO_PULL_REQUESTS)) {
      return;
    }
    String path =
        "/api/project_pull_requests/list?" + Api.parameter("project", project).substring(1);
    Api.Answer answer;
    try {
      answer = new Api(run).get(path);
    } catch (SourceException e) {
      if (e.remedy() != Remedy.SKIP) {
        throw e;
      }
      // An edition without pull requests has no such address; it may be changed for another.
      Due.done(run, none);
      return;
    }
    for (JsonValue row : rows(path, answer)) {
      String key = Api.text(path, row, "key");
      Optional<Instant> analysed = analysed(path, row);
      SubjectReading reading =
          new SubjectReading(
              run,
              metrics,
              new Subject(project, false, branch(path, row), key),
              "pull_request/" + project + "/" + key);
      if (analysed.isPresent() && reading.isNew(analysed.get())) {
        reading.readNew();
      }
    }
  }

  private static Iterable<JsonValue> rows(String path, Api.Answer answer) throws SourceException {
    try {
      return answer.json().at("pullRequests").objects();
    } catch (UnmappableException e) {
      throw Api.misshapen(path, e);
    }
  }

  private static String branch(String path, JsonValue row) throws SourceException {
    return Api.text(path, row, "branch");
  }

  /** Empty for a pull request of which no analysis is done yet. */
  static Optional<Instant> analysed(String path, JsonValue row) throws SourceException {
    try {
      String text = row.text("analysisDate");
      return text == null || text.isBlank()
          ? Optional.empty()
          : Optional.of(SourceTime.parse(text));
    } catch (UnmappableException e) {
      throw Api.misshapen(path, e);
    } catch (DateTimeException e) {
      throw new SourceException(
          Remedy.RETRY, "SonarQube gives an analysis a time that is none.", e);
    }
  }

  @Override
  public boolean refresh(FeedRun run, Refresh wish) throws SourceException, InterruptedException {
    if (!wish.feed().equals(ID) || !Subject.isKey(wish.scope())) {
      return false;
    }
    String project = wish.scope();
    String metrics = ProjectsFeed.metrics(run);
    SubjectReading reading;
    if (wish.item().isEmpty()) {
      ProjectsFeed.Known known =
          ProjectsFeed.known(run).stream()
              .filter(one -> one.key().equals(project))
              .findFirst()
              .orElse(new ProjectsFeed.Known(project, ""));
      reading = new SubjectReading(run, metrics, main(known), "main/" + project);
    } else {
      reading =
          new SubjectReading(
              run,
              metrics,
              new Subject(project, false, null, wish.item()),
              "pull_request/" + project + "/" + wish.item());
    }
    if (!reading.readNew()) {
      reading.readGate();
    }
    return true;
  }
}
