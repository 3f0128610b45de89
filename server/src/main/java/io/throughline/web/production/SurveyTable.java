package io.throughline.web.production;

import io.throughline.ingest.Surveys;
import io.throughline.model.org.Organisation;
import io.throughline.model.org.Service;
import io.throughline.model.org.Survey;
import io.throughline.running.Running;
import io.throughline.running.SurveyAnswers;
import io.throughline.web.View;
import io.throughline.web.part.Times;
import io.throughline.web.production.BoardPage.SurveyRow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The surveys that users are asked, with how many answered and where they do. Those of a team's
 * services on its page; all where no team is chosen.
 *
 * @param owned services that are looked at
 */
record SurveyTable(Running running, Surveys surveys, View view, List<Service> owned) {
  List<SurveyRow> rows(Organisation organisation) {
    List<Survey> shown = surveys.all().stream().filter(this::isShown).toList();
    if (shown.isEmpty()) {
      return List.of();
    }
    Instant from = view.from().atStartOfDay(view.zone()).toInstant();
    Instant to = view.to().atStartOfDay(view.zone()).toInstant();
    Map<String, SurveyAnswers> answers =
        running.surveyAnswers(from, to).stream()
            .collect(Collectors.toMap(SurveyAnswers::survey, Function.identity()));
    Map<String, String> names =
        organisation.services().stream().collect(Collectors.toMap(Service::id, Service::name));
    return shown.stream().map(s -> row(s, answers.get(s.id()), names)).toList();
  }

  private boolean isShown(Survey survey) {
    if (view.team() == null && view.service() == null) {
      return true;
    }
    return owned.stream().anyMatch(service -> service.id().equals(survey.service()));
  }

  private SurveyRow row(Survey survey, @Nullable SurveyAnswers told, Map<String, String> names) {
    return new SurveyRow(
        survey.title(),
        survey.kind() == Survey.Kind.CSAT ? "satisfaction" : "product market fit",
        survey.service() == null ? "–" : names.getOrDefault(survey.service(), survey.service()),
        told == null ? "none" : Long.toString(told.answers()),
        told == null || told.lastAt() == null ? "never" : Times.moment(told.lastAt(), view.zone()),
        surveys.pageId(survey).map(id -> "/s/" + id).orElse(null));
  }
}
