package io.throughline.source.freshping;

import static io.throughline.source.freshping.FreshpingSamples.RECEIVED;
import static io.throughline.source.freshping.FreshpingSamples.TAKEN;
import static io.throughline.source.freshping.FreshpingSamples.event;
import static io.throughline.source.freshping.FreshpingSamples.events;
import static io.throughline.source.freshping.FreshpingSamples.hook;
import static io.throughline.source.freshping.FreshpingSamples.id;
import static io.throughline.source.freshping.FreshpingSamples.list;
import static io.throughline.source.freshping.FreshpingSamples.snapshots;
import static io.throughline.source.freshping.FreshpingSamples.states;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.model.fact.CheckEvent;
import io.throughline.model.fact.MaintenanceWindow;
import io.throughline.model.fact.Project;
import io.throughline.source.Mapped;
import io.throughline.source.Refresh;
import io.throughline.source.UnmappableException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FreshpingMapperTest {
  private static final String AT = "2026-11-20T10:00:00+00:00";

  @Test
  void anEventOfFreshpingIsOneOfItsCheck() throws Exception {
    Mapped mapped = hook(event(9, "Reporting Error", AT));
    assertThat(events(mapped))
        .containsExactly(
            new CheckEvent(
                id(42), "9", "down", Instant.parse("2026-11-20T10:00:00Z"), 200, 120.0, null));
    assertThat(snapshots(mapped, Project.class))
        .containsExactly(
            new Project(
                id(42), "Shop", "Shop", "https://shop.example/health", null, null, null, null));
    assertThat(mapped.refreshes()).containsExactly(new Refresh("checks", "", ""));
  }

  @Test
  void c26_availableToldAgainIsTheSameEventOrTheSameState() throws Exception {
    Mapped first = hook(event(9, "Available", AT));
    assertThat(events(hook(event(9, "Available", AT)))).isEqualTo(events(first));
    assertThat(states(hook(event(10, "Available", "2026-11-20T10:05:00+00:00"))))
        .containsExactly("up@2026-11-20T10:05:00Z");
  }

  @ParameterizedTest
  @CsvSource({
    "Available, up",
    "Not Responding, down",
    "Reporting Error, down",
    "DNS Record Matching Failure, down",
    "Status Code check Failure, down",
    "Degraded Performance, up",
    "Monitoring Paused, paused"
  })
  void itsWordsMean(String word, String state) throws Exception {
    assertThat(events(hook(event(1, word, AT))))
        .extracting(CheckEvent::state)
        .containsExactly(state);
  }

  @Test
  void aWordThatNobodyKnowsIsRefusedAndNotGuessed() {
    assertThatThrownBy(() -> hook(event(1, "Wobbling", AT)))
        .isInstanceOfSatisfying(
            UnmappableException.class,
            e -> assertThat(e.pointer()).isEqualTo("/webhook_event_data/check_state_name"));
  }

  @Test
  void theTestCallAndOtherTypesAreNoEvent() throws Exception {
    String test = event(1, "Available", AT).replace("\"application_id\":7,", "");
    assertThat(hook(test).ignored()).contains("test call");
    assertThat(hook(event(1, "Available", AT).replace("AL", "XX")).ignored()).contains("XX");
  }

  @Test
  void theListTellsHowEachCheckIsNow() throws Exception {
    Mapped mapped =
        list(
            Map.of(),
            "{'results':[{'id':42,'name':'Shop','status':'AV','url':'https://shop.example/'},"
                + "{'id':43,'name':'Mail','status':'NR','url':'mail.example:25'},"
                + "{'id':44,'name':'Old','status':'PS'},{'id':45,'name':'Odd','status':'ZZ'}]}");
    assertThat(states(mapped))
        .containsExactly("up@" + TAKEN, "down@" + TAKEN, "paused@" + TAKEN, "unknown@" + TAKEN);
    assertThat(snapshots(mapped, Project.class).get(1))
        .isEqualTo(new Project(id(43), "Mail", "Mail", null, null, null, null, null));
    assertThat(mapped.snapshots()).allMatch(one -> one.complete());
  }

  @Test
  void n32_whatWasWhileTheListCouldNotBeReadIsUnknown() throws Exception {
    Map<String, String> gap = Map.of("last_read", "2026-11-20T09:00:00Z");
    assertThat(states(list(gap, "{'results':[{'id':1,'name':'a','status':'AV'}]}")))
        .containsExactly("unknown@2026-11-20T09:00:00Z", "up@" + TAKEN);
    assertThat(
            states(
                list(
                    gap,
                    "{'results':[{'id':1,'name':'a','status':'AV',"
                        + "'status_changed_at':'2026-11-20T11:00:00Z'}]}")))
        .as("since it changed it is known")
        .containsExactly("unknown@2026-11-20T09:00:00Z", "up@2026-11-20T11:00:00Z");
    assertThat(
            states(
                list(
                    gap,
                    "{'results':[{'id':1,'name':'a','status':'AV',"
                        + "'status_changed_at':'2026-11-19T11:00:00Z'}]}")))
        .as("it was watched all along, only not read by us")
        .containsExactly("up@2026-11-19T11:00:00Z");
  }

  @Test
  void aCheckThatIsGoneIsWatchedNoMore() throws Exception {
    Mapped mapped = list(Map.of("gone", "7 8"), "{'results':[]}");
    assertThat(states(mapped)).containsExactly("paused@" + TAKEN, "paused@" + TAKEN);
    assertThat(snapshots(mapped, Project.class))
        .extracting(Project::id, Project::deleted)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(id(7), true),
            org.assertj.core.groups.Tuple.tuple(id(8), true));
    assertThatThrownBy(() -> list(Map.of("gone", "../7"), "{'results':[]}"))
        .isInstanceOf(UnmappableException.class);
  }

  @Test
  void anybodyCanTellWhatACheckFound() throws Exception {
    Mapped mapped =
        hook(
            "{'check':'shop-web','name':'Shop','url':'https://shop.example/','state':'down',"
                + "'at':'2026-11-20T10:00:00Z','http_status':503,'response_ms':30000,"
                + "'requests':5000,'id':'inc-1'}");
    CheckEvent down = events(mapped).getFirst();
    assertThat(down)
        .isEqualTo(
            new CheckEvent(
                down.checkId(),
                "inc-1/2026-11-20T10:00:00Z/down",
                "down",
                Instant.parse("2026-11-20T10:00:00Z"),
                503,
                30000.0,
                5000L));
    CheckEvent up =
        events(hook("{'check':'shop-web','state':'up','id':'inc-1','http_status':0}")).getFirst();
    assertThat(up.checkId()).isEqualTo(down.checkId());
    assertThat(up.at()).as("without a time, when it came").isEqualTo(RECEIVED);
    assertThat(up.httpStatus()).isNull();
    assertThat(up.key()).isNotEqualTo(down.key());
    assertThat(events(hook("{'check':'42','state':'up'}")).getFirst().checkId()).isEqualTo(id(42));
    assertThat(states(hook("{'check':42,'state':'maintenance','at':'2026-11-20T10:00:00Z'}")))
        .containsExactly("maintenance@2026-11-20T10:00:00Z");
  }

  @Test
  void plannedMaintenanceIsAWindowOfOneCheckOrOfAll() throws Exception {
    String one =
        "{'check':42,'state':'maintenance','starts_at':'2026-12-24T22:00:00Z',"
            + "'ends_at':'2026-12-24T23:00:00Z','title':'New disks','id':'w1'%s}";
    Mapped mapped = hook(one.formatted(""));
    MaintenanceWindow window = snapshots(mapped, MaintenanceWindow.class).getFirst();
    assertThat(window)
        .isEqualTo(
            new MaintenanceWindow(
                window.id(),
                id(42),
                "New disks",
                Instant.parse("2026-12-24T22:00:00Z"),
                Instant.parse("2026-12-24T23:00:00Z"),
                null));
    assertThat(events(mapped)).isEmpty();
    MaintenanceWindow cancelled =
        snapshots(hook(one.formatted(",'cancelled':true")), MaintenanceWindow.class).getFirst();
    assertThat(cancelled.id()).isEqualTo(window.id());
    assertThat(cancelled.cancelled()).isTrue();
    MaintenanceWindow all =
        snapshots(
                hook("{'state':'maintenance','starts_at':'2026-12-24T22:00:00Z'}"),
                MaintenanceWindow.class)
            .getFirst();
    assertThat(all.projectId()).isNull();
    assertThat(all.endsAt()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'state':'down'}",
        "{'check':'','state':'down'}",
        "{'check':'a','state':'sideways'}",
        "{'check':'a','state':'down','at':'yesterday'}",
        "{'check':'a','state':'down','at':'2029-01-01T00:00:00Z'}",
        "{'check':'a','state':'down','requests':-1}",
        "{'check':{},'state':'down'}",
        "{'state':'maintenance','starts_at':'2026-12-24T22:00:00Z','ends_at':'2026-12-24T21:00:00Z'}",
        "{'alert_type':'1'}",
        "{'alert_type':'1','monitor_url':'a','alert_date_time':'soon'}",
        "{'webhook_type':'AL','webhook_event_data':[]}",
        "[]"
      })
  void whatIsNoneOfThemIsRefusedInWords(String body) {
    assertThatThrownBy(() -> hook(body)).isInstanceOf(UnmappableException.class);
  }

  @Test
  void uptimeRobotTellsUpAndDownWithOrWithoutNumbers() throws Exception {
    String down =
        "{'monitor_id':'800','monitor_friendly_name':'Web','monitor_url':'https://w.example/?t=1',"
            + "'alert_type':'%s','alert_date_time':'1794000000'}";
    assertThat(states(hook(down.formatted("1"))))
        .containsExactly("down@" + Instant.ofEpochSecond(1794000000));
    assertThat(states(hook(down.formatted("2"))))
        .containsExactly("up@" + Instant.ofEpochSecond(1794000000));
    assertThat(events(hook(down.formatted("1"))).getFirst().checkId()).isEqualTo(id(800));
    assertThat(hook(down.formatted("3")).ignored()).contains("neither");
    String bare = "{'monitorFriendlyName':'Web','alertType':'%s','monitorID':'*monitorID*'}";
    List<CheckEvent> one = events(hook(bare.formatted("1")));
    assertThat(one.getFirst().at()).isEqualTo(RECEIVED);
    assertThat(events(hook(bare.formatted("2"))).getFirst().checkId())
        .isEqualTo(one.getFirst().checkId());
  }

  @Test
  void fieldsThatNobodyAskedForChangeNothing() throws Exception {
    assertThat(hook("{'check':'a','state':'up','at':'2026-11-20T10:00:00Z','x':[{'y':1}]}"))
        .isEqualTo(hook("{'check':'a','state':'up','at':'2026-11-20T10:00:00Z'}"));
  }
}
