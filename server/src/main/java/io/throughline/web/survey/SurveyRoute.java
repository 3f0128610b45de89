package io.throughline.web.survey;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.throughline.ingest.Surveys;
import io.throughline.ingest.Surveys.Result;
import io.throughline.model.org.Survey;
import io.throughline.web.survey.SurveyAnswer.Page;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What stands at {@code /s/...}: the page of a survey, which whoever has its address may answer
 * once from a browser, its look, and thanks. Everything else is not here, in the same words.
 */
public final class SurveyRoute {
  private static final Pattern ADDRESS = Pattern.compile("/s/([A-Za-z0-9_-]{16,128})(/thanks)?");

  private static final SurveyForm NOTHING = new SurveyForm(Map.of());

  private final Supplier<Surveys> surveys;
  private final InstantSource clock;
  private final SurveyLook look = new SurveyLook();

  /**
   * @param surveys asked for at the first request, because they open beside the web server
   */
  public SurveyRoute(Supplier<Surveys> surveys, InstantSource clock) {
    this.surveys = surveys;
    this.clock = clock;
  }

  @CheckedTemplate(basePath = "page")
  static class Templates {
    static native TemplateInstance survey(SurveyPage page);

    static native TemplateInstance thanks(ThanksPage page);
  }

  /** Answers a request for a page; blocks while an answer is being stored. */
  SurveyAnswer answer(SurveyAsk ask) throws InterruptedException {
    if (ask.path().equals(SurveyLook.PATH)) {
      return ask.reads() ? look.answer() : new SurveyAnswer.NotAllowed("GET, HEAD");
    }
    Matcher address = ADDRESS.matcher(ask.path());
    Optional<Survey> found =
        address.matches() ? surveys.get().byPage(address.group(1)) : Optional.empty();
    if (found.isEmpty()) {
      return message(
          404, "Not here", "There is no survey at this address. It may have been closed.");
    }
    Survey survey = found.get();
    if (address.group(2) != null) {
      return ask.reads()
          ? message(200, "Thank you", "Your answer was taken. You can close this page.")
          : new SurveyAnswer.NotAllowed("GET, HEAD");
    }
    if (ask.reads()) {
      return form(200, survey, ask, NOTHING, null);
    }
    return ask.posts() ? post(survey, ask) : new SurveyAnswer.NotAllowed("GET, HEAD, POST");
  }

  private SurveyAnswer post(Survey survey, SurveyAsk ask) throws InterruptedException {
    SurveyForm form = SurveyForm.read(ask.body());
    if (!token().holds(survey.id(), ask.cookie(), form.field("token"), clock.instant())) {
      return form(
          403,
          survey,
          ask,
          form,
          "This page lay open for too long, or your browser keeps no cookie for it. Please answer"
              + " once more.");
    }
    Optional<Surveys.PageAnswer> given = form.answer(survey);
    if (given.isEmpty()) {
      return form(422, survey, ask, form, "Please choose one of the answers.");
    }
    // It is kept by the form only for who sent the right one.
    String browser = FormToken.browser(ask.cookie());
    return switch (surveys.get().page(survey, browser, given.get())) {
      case Result.Stored stored when stored.repeated() ->
          message(
              200, "Thank you", "You had answered already, and your first answer is the one kept.");
      case Result.Stored stored -> new SurveyAnswer.Elsewhere(ask.path() + "/thanks");
      case Result.Busy busy ->
          form(503, survey, ask, form, "That did not work just now. Please try again in a moment.");
      case Result.Unknown unknown -> throw new IllegalStateException("the survey is known");
      case Result.Unreadable no -> throw new IllegalStateException("it is no file");
    };
  }

  private FormToken token() {
    return new FormToken(surveys.get().formSecret());
  }

  /**
   * The page with its form.
   *
   * @param sent what was sent and could not be taken; it is chosen again
   */
  private SurveyAnswer form(
      int status, Survey survey, SurveyAsk ask, SurveyForm sent, @Nullable String complaint) {
    String browser = FormToken.browser(ask.cookie());
    SurveyPage page =
        new SurveyPage(
            survey.title(),
            Options.question(survey),
            look.href(),
            ask.path(),
            token().sign(survey.id(), browser, clock.instant()),
            survey.kind() == Survey.Kind.PMF,
            Options.of(survey, sent.field("answer")),
            Options.uses(survey, sent.field("uses")),
            complaint);
    return new Page(status, Templates.survey(page).render(), ask.path(), browser);
  }

  /** A page of a few words, for those who may not be let in as well. */
  SurveyAnswer message(int status, String title, String message) {
    return new Page(
        status, Templates.thanks(new ThanksPage(title, message, look.href())).render(), null, null);
  }
}
