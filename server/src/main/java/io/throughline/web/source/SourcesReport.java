package io.throughline.web.source;

import io.throughline.ingest.collect.Listening;
import io.throughline.ledger.DeadLetter;
import io.throughline.ledger.SourceStatus;
import io.throughline.ledger.SourceStatus.FeedStatus;
import io.throughline.ledger.SourceStatus.Refusal;
import io.throughline.metric.Finding;
import io.throughline.model.org.Organisation;
import io.throughline.model.org.SourceConfig;
import io.throughline.web.Frame;
import io.throughline.web.Freshness;
import io.throughline.web.Links;
import io.throughline.web.PageSources;
import io.throughline.web.part.Numbers;
import io.throughline.web.part.Times;
import io.throughline.web.source.SourcesPage.FeedRow;
import io.throughline.web.source.SourcesPage.FindingGroup;
import io.throughline.web.source.SourcesPage.FindingRow;
import io.throughline.web.source.SourcesPage.LetterRow;
import io.throughline.web.source.SourcesPage.NoteRow;
import io.throughline.web.source.SourcesPage.SourceCard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts the sources page together. */
final class SourcesReport {
  private static final int LETTERS = 20;
  private static final int SHOWN = 6;
  private static final String EXAMPLE =
      """
      organisation:
        name: Acme
        zone: Europe/Berlin

      sources:
        - id: gitlab
          system: gitlab
          url: https://gitlab.example.com
          token: ${GITLAB_TOKEN}
      """;

  private final PageSources sources;
  private final Organisation organisation;
  private final Instant now;

  SourcesReport(PageSources sources) {
    this.sources = sources;
    this.organisation = sources.organisation().get();
    this.now = sources.clock().instant();
  }

  SourcesPage page(Frame frame) {
    List<Finding> findings = sources.findings().get();
    return new SourcesPage(
        frame,
        organisation.sources().stream().map(this::card).toList(),
        groups(findings),
        findings.size(),
        EXAMPLE);
  }

  /** One group for all that mean the same; the most pressing stay first. */
  private static List<FindingGroup> groups(List<Finding> findings) {
    Map<List<String>, List<FindingRow>> byMeaning = new LinkedHashMap<>();
    for (Finding finding : findings) {
      byMeaning
          .computeIfAbsent(List.of(finding.kind(), finding.message()), meaning -> new ArrayList<>())
          .add(new FindingRow(finding.subject(), Links.outside(finding.link())));
    }
    List<FindingGroup> groups = new ArrayList<>();
    byMeaning.forEach(
        (meaning, rows) -> {
          int fold = rows.size() > SHOWN + 2 ? SHOWN : rows.size();
          groups.add(
              new FindingGroup(
                  "finding-" + groups.size(),
                  meaning.getFirst(),
                  meaning.getLast(),
                  rows.size(),
                  List.copyOf(rows.subList(0, fold)),
                  List.copyOf(rows.subList(fold, rows.size()))));
        });
    return List.copyOf(groups);
  }

  private SourceCard card(SourceConfig source) {
    SourceStatus status = sources.ledger().status(source.id());
    return new SourceCard(
        source.id(),
        source.system(),
        source.url(),
        Links.outside(source.url()),
        state(status.state()),
        tone(status.state()),
        status.message() == null ? "" : status.message(),
        moment(status.until()),
        ago(status.lastSuccess()),
        ago(status.lastWebhook()),
        sources.listening().apply(source.id()).map(this::listening).orElse(""),
        Numbers.count(status.webhooksAccepted()),
        Numbers.count(status.webhooksRefused()),
        feeds(status.feeds()),
        status.notices().stream()
            .map(
                notice ->
                    new NoteRow(
                        notice.feed() + (notice.scope().isEmpty() ? "" : " · " + notice.scope()),
                        notice.message(),
                        ago(notice.at())))
            .toList(),
        refusals(status.refusals()),
        sources.ledger().deadLetters(source.id(), LETTERS).stream().map(this::letter).toList(),
        Numbers.count(sources.ledger().deadLetterCount(source.id())));
  }

  private String listening(Listening listening) {
    String heard =
        listening.lastEvent() == null
            ? "nothing told yet"
            : "last told " + ago(listening.lastEvent());
    if (listening.connected()) {
      return "connected " + ago(listening.since()) + ", " + heard;
    }
    if (listening.since() == null) {
      return "begins after the first reading";
    }
    String why = listening.message() == null ? "" : " " + listening.message();
    return "ended "
        + ago(listening.since())
        + ", "
        + heard
        + "; it is polled, and listening is tried again."
        + why;
  }

  /** Equal refusals are told once, with the time of the newest. */
  private List<NoteRow> refusals(List<Refusal> refusals) {
    Map<String, List<Refusal>> byReason = new LinkedHashMap<>();
    refusals.forEach(
        refusal -> byReason.computeIfAbsent(refusal.reason(), r -> new ArrayList<>()).add(refusal));
    return byReason.entrySet().stream()
        .map(entry -> refused(entry.getKey(), entry.getValue()))
        .toList();
  }

  private NoteRow refused(String reason, List<Refusal> refusals) {
    Instant newest = refusals.stream().map(Refusal::at).max(Instant::compareTo).orElse(now);
    String times = refusals.size() == 1 ? "" : refusals.size() + " times lately; last ";
    return new NoteRow("", reason, times + ago(newest));
  }

  private LetterRow letter(DeadLetter letter) {
    return new LetterRow(
        Long.toString(letter.sequence()),
        Links.delivery(letter.sourceId(), letter.sequence()),
        letter.kind(),
        letter.reason(),
        letter.pointer().isEmpty() ? "whole body" : letter.pointer(),
        ago(letter.at()));
  }

  /** One row a feed: its scopes (projects, mostly) are added up. */
  private List<FeedRow> feeds(List<FeedStatus> statuses) {
    Map<String, List<FeedStatus>> byFeed = new LinkedHashMap<>();
    statuses.forEach(
        status -> byFeed.computeIfAbsent(status.feed(), name -> new ArrayList<>()).add(status));
    return byFeed.entrySet().stream().map(entry -> feed(entry.getKey(), entry.getValue())).toList();
  }

  private FeedRow feed(String name, List<FeedStatus> scopes) {
    long done = scopes.stream().mapToLong(FeedStatus::done).sum();
    boolean known = scopes.stream().allMatch(scope -> scope.total() != null);
    long total =
        scopes.stream().map(FeedStatus::total).filter(Objects::nonNull).mapToLong(x -> x).sum();
    boolean list = scopes.stream().allMatch(Freshness::wholeList);
    boolean complete = list || scopes.stream().allMatch(s -> s.completeUntil() != null);
    Instant until =
        scopes.stream()
            .map(FeedStatus::completeUntil)
            .filter(Objects::nonNull)
            .min(Instant::compareTo)
            .orElse(null);
    long percent = total == 0 ? 0 : Math.min(100, done * 100 / total);
    return new FeedRow(
        name.replace('_', ' '),
        scopes.size(),
        Numbers.count(done),
        known ? Numbers.count(total) : "",
        complete,
        known && total > 0 ? Long.toString(percent) : "",
        list ? "read anew each time" : complete ? ago(until) : "");
  }

  private String ago(@Nullable Instant instant) {
    return instant == null ? "" : Times.ago(instant, now);
  }

  private String moment(@Nullable Instant instant) {
    return instant == null ? "" : Times.moment(instant, organisation.zone());
  }

  private static String state(String state) {
    return switch (state) {
      case "idle" -> "Up to date";
      case "running" -> "Reading";
      case "limited" -> "Slowed down by the source";
      case "failing" -> "Trying again";
      case "stopped" -> "Needs you";
      default -> state;
    };
  }

  private static String tone(String state) {
    return switch (state) {
      case "idle", "running" -> "met";
      case "limited" -> "near";
      default -> "missed";
    };
  }
}
