package io.throughline.source.jira;

import io.throughline.model.fact.FactId;
import io.throughline.model.fact.Member;
import io.throughline.model.fact.Snapshot;
import io.throughline.source.Channel;
import io.throughline.source.Delivery;
import io.throughline.source.Mapped;
import io.throughline.source.MappingContext;
import io.throughline.source.UnmappableException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Deliveries of Jira as the tests send them; single quotes in a sample stand for double ones. */
final class JiraSamples {
  static final int SOURCE = 4;
  static final MappingContext CONFIG =
      new MappingContext(SOURCE, List.of(), List.of(), List.of(), Map.of());
  static final Instant RECEIVED = Instant.parse("2026-11-20T12:00:00Z");
  static final Map<String, String> CONTEXT =
      Map.of(
          "issue", "10001",
          "project", "10000",
          "points", "customfield_1,customfield_2",
          "criteria", "customfield_3",
          "sprint", "customfield_4",
          "flagged", "customfield_5",
          "epic_link", "customfield_6",
          "taken_at", "2026-11-20T11:59:00Z");

  private JiraSamples() {}

  static Mapped page(String kind, String sample) throws UnmappableException {
    return map(Channel.POLL, kind, json(sample));
  }

  static Mapped event(String kind, String sample) throws UnmappableException {
    return map(Channel.WEBHOOK, kind, json(sample));
  }

  static Mapped map(Channel channel, String kind, byte[] body) throws UnmappableException {
    Map<String, String> context = channel == Channel.POLL ? CONTEXT : Map.of();
    return new JiraMapper()
        .map(new Delivery(1, "jira", channel, kind, context, RECEIVED, body), CONFIG);
  }

  /** An issue with these further fields. */
  static String issue(String fields) {
    return "{'id':'10001','key':'SHOP-1','self':'https://jira.acme.io/rest/api/2/issue/10001',"
        + "'fields':{'updated':'2026-11-01T10:00:00.123+0100','created':'2026-10-01T10:00:00.000Z',"
        + "'project':{'id':'10000','key':'SHOP'},'issuetype':{'name':'Story','subtask':false},"
        + "'status':{'id':'3','name':'Doing','statusCategory':{'key':'indeterminate'}}"
        + (fields.isEmpty() ? "" : "," + fields)
        + "}}";
  }

  /** An issue whose history has these items. */
  static String changed(String items) {
    return issue("'summary':'x'").replaceFirst("}$", "")
        + ",'changelog':{'startAt':0,'maxResults':1,'total':1,'histories':[{'id':'77',"
        + "'created':'2017-08-11T06:54:41.970-0700','author':{'accountId':'a:1'},'items':["
        + items
        + "]}]}}";
  }

  static byte[] json(String sample) {
    return sample.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  static long id(long external) {
    return FactId.of(SOURCE, external);
  }

  static <S extends Snapshot> List<S> all(Mapped mapped, Class<S> type) {
    return mapped.snapshots().stream()
        .map(io.throughline.model.fact.Versioned::snapshot)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  static <M extends Member> List<M> members(Mapped mapped, Class<M> type) {
    return mapped.sets().stream()
        .filter(set -> set.type() == type)
        .flatMap(set -> set.members().stream())
        .map(type::cast)
        .toList();
  }
}
